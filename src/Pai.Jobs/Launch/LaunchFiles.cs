using System.Text;
using System.Text.Json;

namespace Pai.Jobs;

/// <summary>Writes what the launch script reads: the config folder of a run, the same on every backend.</summary>
internal static class LaunchFiles
{
    public const string Script = "launch.sh";

    /// <summary>Writes the folder's files.</summary>
    /// <returns>What the user should know, in sentences.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string folder, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs, LaunchPlace place, CancellationToken cancellationToken)
    {
        var (variables, notes) = JobVariables.Of(job, place.JobId, place.Region, place.ToPath);
        await WriteAsync("env.sh", EnvironmentScript(variables, place)).ConfigureAwait(false);
        await WriteAsync("folders", Folders(job, place)).ConfigureAwait(false);
        await WriteAsync("command.sh", CommandScript(job.Command, place)).ConfigureAwait(false);
        await WriteAsync(Script, EmbeddedScript.Read(Script)).ConfigureAwait(false);
        await WriteAsync(HyperparametersFile.FileName, HyperparametersFile.Write(job.Parameters, indented: true) + "\n").ConfigureAwait(false);
        await WriteAsync(JobConfigFile.FileName, JsonSerializer.Serialize(ConfigOf(job, outputs, place), JobConfigJson.Default.JobConfigFile) + "\n").ConfigureAwait(false);
        if (job.Requirements.Count > 0) await WriteAsync("requirements.txt", string.Join('\n', job.Requirements) + "\n").ConfigureAwait(false);
        if (job.SourcePath is { } source)
        {
            var archive = await CodeArchive.CreateAsync(source, Path.Combine(folder, "code.tar.gz"), cancellationToken: cancellationToken).ConfigureAwait(false);
            await WriteAsync("code.sha256", $"{archive.Sha256}  code.tar.gz\n").ConfigureAwait(false);
            notes.AddRange(archive.Warnings);
        }

        return notes;

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
    }

    private static string EnvironmentScript(List<KeyValuePair<string, string>> variables, LaunchPlace place)
    {
        var script = new StringBuilder("# The variables of the job.\n");
        foreach (var (name, value) in variables) script.Append("export ").Append(name).Append('=').Append(ShellText.Quote(value)).Append('\n');
        script.Append("# For the launch script alone.\n");
        foreach (var (name, value) in ((string, string)[])[("pai_ml", place.Ml), ("pai_home", place.Home), ("pai_tools", place.Tools), ("pai_venv", place.Venv), ("pai_phase", place.Phase)])
            script.Append(name).Append('=').Append(ShellText.Quote(value)).Append('\n');
        return script.ToString();
    }

    /// <summary>Every folder that a program may look into, those of optional channels without data too.</summary>
    private static string Folders(JobSubmission job, LaunchPlace place) => string.Concat(
        ((string[])[ContractPaths.UserCode, ContractPaths.InputData, ContractPaths.Output, .. job.Inputs.Select(i => i.MountPath), .. job.Outputs.Select(o => o.MountPath)])
            .Select(p => place.ToPath(p) + "\n"));

    private static string CommandScript(JobCommand command, LaunchPlace place) =>
        command.ShellText is { } text
            ? $"exec sh -c {ShellText.Quote(ContractText.Rewrite(text, place.Ml))}\n"
            : "exec " + string.Join(' ', command.Arguments.Select(a => ShellText.Quote(ContractText.Rewrite(a, place.Ml)))) + "\n";

    private static JobConfigFile ConfigOf(JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs, LaunchPlace place) => new()
    {
        Record = job.RecordName,
        JobId = place.JobId,
        JobName = job.JobName,
        Inputs = job.Inputs.Where(i => i.Uri is not null).ToDictionary(
            i => i.Name,
            i => new JobConfigFile.ChannelEntry(i.Uri!.ToString(), place.ToPath(JobVariables.InputPath(i, i.Uri)))),
        Outputs = job.Outputs.ToDictionary(
            o => o.Name,
            o => new JobConfigFile.ChannelEntry(outputs[o.Name].ToString(), place.ToPath(o.MountPath))),
        Parameters = job.Parameters.ToDictionary(p => p.Name, p => p.Text),
    };
}
