namespace Pai.Jobs.Internal.Emulator;

/// <summary>The services that a running job uses, and the folder that is its own.</summary>
internal sealed record ExecutionPlace(JobStore Jobs, OssService Storage, string Folder)
{
    public TimeProvider Clock => Storage.Clock;

    public string In(string path) => Path.Combine(Folder, path);
}
