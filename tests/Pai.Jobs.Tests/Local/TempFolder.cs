namespace Pai.Jobs.Tests;

/// <summary>A folder for one test. It goes with the test, whatever permissions a job left in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("pai-jobs-tests-").FullName;

    public string In(string path) => Path.Combine(Root, path);

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return In(path);
    }

    public void Dispose() => RunDeletion.Delete(Root);
}
