using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>The limits of the local backend in one isolation.</summary>
internal static class IsolationRules
{
    public static IEnumerable<JobProblem> Check(JobSubmission job, LocalIsolation isolation, string runsDirectory) => isolation switch
    {
        LocalIsolation.Docker => CheckDocker(job, runsDirectory),
        LocalIsolation.Process => CheckProcess(job, runsDirectory),
        _ => [],
    };

    private static IEnumerable<JobProblem> CheckDocker(JobSubmission job, string runsDirectory)
    {
        if (job.Image is null)
            yield return new("Image", "is missing: Docker isolation runs the job in its image. Set Image, or use another isolation.");
        foreach (var path in job.Inputs.Select(i => i.Location?.FilePath).Append(runsDirectory))
        {
            if (path?.Contains(',', StringComparison.Ordinal) == true)
                yield return new("Docker", $"cannot mount {path}: the command line of docker does not support commas in paths.");
        }
    }

    private static IEnumerable<JobProblem> CheckProcess(JobSubmission job, string runsDirectory)
    {
        if (job.Command.ShellText is { } text && ContractText.HasContractPath(text) && !ShellText.IsPlain(runsDirectory))
        {
            yield return new(
                "Command",
                $"names paths below /ml, which in Process isolation are replaced by paths below {runsDirectory}; "
                + "that folder has characters that a shell would interpret. "
                + "Choose another with PAI_JOBS_RUNS_DIR, or use the PAI_* variables.");
        }

        foreach (var input in job.Inputs)
        {
            if (!input.MountPath.StartsWith(ContractPaths.InputData, StringComparison.Ordinal))
            {
                yield return new(
                    $"input \"{input.Name}\"",
                    $"cannot be mounted at {input.MountPath} in Process isolation. "
                    + "Leave the mount path out, or use the Namespace isolation.");
            }
        }
    }
}
