using Pai.Jobs.Internal.Local;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Replay;

/// <summary>
/// The Python environment that one replay after another uses, in the folder of the runs. A killed process leaves it to the next clean-up.
/// </summary>
internal sealed class KeptPython : IDisposable
{
    private KeptPython(string folder) => Folder = folder;

    /// <summary>The folder, which the first run with requirements makes.</summary>
    public string Folder { get; }

    public static KeptPython For(JobRun run, ReplayOptions options)
    {
        var runs = (run.Backend as LocalBackend)?.RunsDirectory;
        var directory = RunsDirectory.Find(options.Local.RunsDirectory ?? runs, run.Backend.Context.Environment);
        return new(Path.Combine(directory, OwnedFolder.Name(RunPreparer.PythonPrefix, RandomText.Create(8))));
    }

    public void Dispose() => RunDeletion.TryDelete(Folder);
}
