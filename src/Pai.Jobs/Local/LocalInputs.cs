using Pai.Jobs.Internal.Launch;

namespace Pai.Jobs.Internal.Local;

/// <summary>The input channels that have data on this machine.</summary>
internal static class LocalInputs
{
    /// <summary>Looks once at each whether it is a file or a folder. Those on OSS have their files in the run's folder.</summary>
    public static IReadOnlyList<LaunchInput> Of(JobSubmission job, RunFolder folder, IReadOnlyList<OssInput> onOss)
    {
        var ossByName = onOss.ToDictionary(i => i.Name, StringComparer.Ordinal);
        var inputs = new List<LaunchInput>();
        foreach (var input in job.Inputs)
        {
            if (ossByName.TryGetValue(input.Name, out var oss))
                inputs.Add(new(input.Name, oss.Location.WithFilePath(oss.PathIn(folder)), input.MountPath, oss.FileName));
            else if (input.Location?.FilePath is { } path)
                inputs.Add(new(input.Name, input.Location, input.MountPath, FileNameOf(path)));
        }

        return inputs;
    }

    private static string? FileNameOf(string path) => File.Exists(path) ? Path.GetFileName(path) : null;
}
