using Pai.Jobs.Internal.Launch;

namespace Pai.Jobs.Internal.Local;

/// <summary>The input channels that have data on this machine.</summary>
internal static class LocalInputs
{
    /// <summary>Looks once at each whether it is a file or a folder.</summary>
    public static IReadOnlyList<LaunchInput> Of(JobSubmission job) =>
    [
        .. job.Inputs.Where(i => i.Location?.FilePath is not null)
            .Select(i => new LaunchInput(i.Name, i.Location!, i.MountPath, FileNameOf(i.Location!.FilePath!))),
    ];

    private static string? FileNameOf(string path) => File.Exists(path) ? Path.GetFileName(path) : null;
}
