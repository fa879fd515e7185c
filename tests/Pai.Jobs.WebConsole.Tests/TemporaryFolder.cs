namespace Pai.Jobs.WebConsole.Tests;

/// <summary>A folder that is deleted with all in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pai-jobs-console-").FullName;

    public void Dispose() => TemporaryFiles.Delete(Path);
}
