namespace Pai.Jobs;

/// <summary>A plain process: the contract's folders are in the run's folder, with links to inputs and outputs.</summary>
internal sealed class ProcessSandbox : Sandbox
{
    public override LocalIsolation Isolation => LocalIsolation.Process;

    public override IEnumerable<JobProblem> Validate(JobSubmission job, string runsDirectory)
    {
        if (job.Command.ShellText is { } text && ContractText.HasContractPath(text) && !ShellText.IsPlain(runsDirectory))
            yield return new("Command", $"names paths below /ml, which in Process isolation are replaced by paths below {runsDirectory}; that folder has characters that a shell would interpret. Choose another with PAI_JOBS_RUNS_DIR, or use the PAI_* variables.");
        foreach (var input in job.Inputs)
            if (!input.MountPath.StartsWith(ContractPaths.InputData, StringComparison.Ordinal))
                yield return new($"input \"{input.Name}\"", $"cannot be mounted at {input.MountPath} in Process isolation. Leave the mount path out, or use the Namespace isolation.");
    }

    public override LaunchPlace PlaceOf(RunFolder folder) =>
        new(folder.Id, "local", folder.Ml, folder.Temp, folder.In("tools"), folder.In("venv"));

    public override void Prepare(RunFolder staging, RunFolder final, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs)
    {
        foreach (var input in job.Inputs)
        {
            var folder = Path.TrimEndingDirectorySeparator(staging.ForContract(input.MountPath));
            if (input.Uri?.FilePath is not { } path)
            {
                Directory.CreateDirectory(folder);
            }
            else if (File.Exists(path))
            {
                Directory.CreateDirectory(folder);
                File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(path)), path);
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
                Directory.CreateSymbolicLink(folder, Path.TrimEndingDirectorySeparator(path));
            }
        }

        foreach (var output in job.Outputs)
        {
            var folder = Path.TrimEndingDirectorySeparator(staging.ForContract(output.MountPath));
            if (OwnPath(output, final, outputs) is not { } own)
            {
                Directory.CreateDirectory(folder);
                continue;
            }

            Directory.CreateDirectory(own);
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.CreateSymbolicLink(folder, own);
        }

        File.WriteAllText(staging.EnterScript, $"""
            TMPDIR={ShellText.Quote(final.Temp)}
            export TMPDIR
            group {DefaultSignals.Prefix}sh ml/input/config/{LaunchFiles.Script} {ShellText.Quote(final.Config)}

            """);
    }
}
