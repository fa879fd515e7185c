namespace Pai.Jobs.Hosting.Tests;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pai-hosting-").FullName;

    public void Dispose() => TemporaryFiles.Delete(Path);
}
