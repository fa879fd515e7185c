using System.Text;

namespace Pai.Jobs;

/// <summary>A container of the job's image. The image needs <c>sh</c>, <c>tar</c> and <c>sha256sum</c>, as on PAI.</summary>
internal sealed class DockerSandbox : Sandbox
{
    /// <summary>Where the container has the run's list of phases: the docker command passes no descriptors on.</summary>
    private const string Phase = "/tmp/pai-jobs-phase";

    public override LocalIsolation Isolation => LocalIsolation.Docker;

    public override IEnumerable<JobProblem> Validate(JobSubmission job, string runsDirectory)
    {
        if (job.Image is null) yield return new("Image", "is missing: Docker isolation runs the job in its image. Set Image, or use another isolation.");
        foreach (var path in job.Inputs.Select(i => i.Uri?.FilePath).Append(runsDirectory))
            if (path?.Contains(',', StringComparison.Ordinal) == true) yield return new("Docker", $"cannot mount {path}: its command line has no way to write a comma.");
    }

    public override LaunchPlace PlaceOf(RunFolder folder) => new(folder.Id, "local", "/ml", "/", "/tmp/.pai-jobs/tools", "", Phase);

    public override void Prepare(RunFolder staging, RunFolder final, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs)
    {
        var command = new StringBuilder("group docker run --rm --init");
        Add("--name", NameOf(final));
        File.WriteAllBytes(staging.PhaseFile, []);
        Mount(final.PhaseFile, Phase, readOnly: false);
        Mount(final.Config, ContractPaths.Config, readOnly: true);
        foreach (var input in job.Inputs)
            if (input.Uri?.FilePath is { } path) Mount(path, JobVariables.InputPath(input, input.Uri), input.MountAccess != MountAccess.ReadWrite);
        foreach (var output in job.Outputs)
        {
            var folder = OwnPath(output, final, outputs);
            Directory.CreateDirectory(folder ?? staging.ForContract(output.MountPath));
            Mount(folder ?? final.ForContract(output.MountPath), output.MountPath, readOnly: false);
        }

        Add("--entrypoint", "sh");
        Add(job.Image!);
        Add(ContractPaths.Config + LaunchFiles.Script, ContractPaths.Config);
        File.WriteAllText(staging.EnterScript, command.Append('\n').ToString());
        // The group's signals reach the docker command only: the container is the engine's child.
        File.WriteAllText(staging.LeaveScript, $"docker rm --force {ShellText.Quote(NameOf(final))}\n");

        void Mount(string source, string target, bool readOnly) =>
            Add("--mount", $"type=bind,source={Path.TrimEndingDirectorySeparator(source)},target={Path.TrimEndingDirectorySeparator(target)}{(readOnly ? ",readonly" : "")}");

        void Add(params string[] arguments)
        {
            foreach (var argument in arguments) command.Append(' ').Append(ShellText.QuoteIfNeeded(argument));
        }
    }

    private static string NameOf(RunFolder folder) => "pai-jobs-" + folder.Id;
}
