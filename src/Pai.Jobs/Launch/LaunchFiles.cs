using System.Globalization;
using System.Text;
using System.Text.Json;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Launch;

/// <summary>Writes what the launch script reads: the config folder of a run, the same on every backend.</summary>
internal static class LaunchFiles
{
    public const string Script = "launch.sh";

    /// <summary>Writes the folder's files.</summary>
    /// <returns>What the user should know, in sentences.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string folder,
        JobSubmission job,
        IReadOnlyList<LaunchInput> inputs,
        IReadOnlyDictionary<string, DataLocation> outputs,
        LaunchLayout place,
        CancellationToken cancellationToken)
    {
        var (variables, notes) = JobVariables.Of(job, inputs, place.ToPath);
        await WriteAsync("env.sh", EnvironmentScript(variables, place, JobVariables.DefaultPort(job.JobType))).ConfigureAwait(false);
        await WriteAsync("folders", Folders(job, place)).ConfigureAwait(false);
        await WriteAsync("command.sh", CommandScript(job.Command, variables, place)).ConfigureAwait(false);
        await WriteAsync(Script, EmbeddedScript.Read(Script)).ConfigureAwait(false);
        await WriteAsync(HyperparametersFile.FileName, HyperparametersFile.Write(job.Parameters, indented: true) + "\n")
            .ConfigureAwait(false);
        await WriteAsync(JobConfigFile.FileName, ConfigOf(job, inputs, outputs, place).ToText()).ConfigureAwait(false);
        if (job.Requirements.Count > 0)
            await WriteAsync("requirements.txt", string.Join('\n', job.Requirements) + "\n").ConfigureAwait(false);
        return notes;

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
    }

    private static string EnvironmentScript(List<KeyValuePair<string, string>> variables, LaunchLayout place, int? port)
    {
        (string Name, string Value)[] own =
        [
            ("pai_ml", place.Ml),
            ("pai_home", place.Home),
            ("pai_tools", place.Tools),
            ("pai_venv", place.Venv),
            ("pai_phase", place.Phase),
            ("pai_tag", place.Tag),
            ("pai_signals", place.Signals == LaunchSignals.Group ? "group" : "process"),
            ("pai_code", place.Code?.Archive ?? ""),
            ("pai_code_sha256", place.Code?.Sha256 ?? ""),
            ("pai_port", port?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ];
        var script = new StringBuilder("# The variables of the job.\n");
        foreach (var (name, value) in variables.Where(v => !ShellNames.IsReserved(v.Key)))
            script.Append("export ").Append(name).Append('=').Append(ShellText.Quote(value)).Append('\n');
        script.Append("# For the launch script alone.\n");
        foreach (var (name, value) in own) script.Append(name).Append('=').Append(ShellText.Quote(value)).Append('\n');
        return script.ToString();
    }

    /// <summary>Every folder that a program may look into, those of optional channels without data too.</summary>
    private static string Folders(JobSubmission job, LaunchLayout place) => string.Concat(
        new[] { ContractPaths.UserCode, ContractPaths.InputData, ContractPaths.Output }
            .Concat(job.Inputs.Select(i => i.MountPath))
            .Concat(job.Outputs.Select(o => o.MountPath))
            .Select(p => place.ToPath(p) + "\n"));

    private static string CommandScript(JobCommand command, List<KeyValuePair<string, string>> variables, LaunchLayout place)
    {
        string[] words = command.ShellText is { } text ? ["sh", "-c", text] : [.. command.Arguments];
        // A line end of Windows would be a part of the last word.
        for (var i = 2; i < words.Length; i++)
            if (IsScript(words, i)) words[i] = words[i].Replace("\r\n", "\n", StringComparison.Ordinal);
        var reserved = variables.Where(v => ShellNames.IsReserved(v.Key)).Select(v => ShellText.Quote($"{v.Key}={v.Value}")).ToList();
        return "exec "
            + (reserved.Count == 0 ? "" : $"env {string.Join(' ', reserved)} ")
            + string.Join(' ', words.Select(w => ShellText.Quote(ContractText.Rewrite(w, place.Ml)))) + "\n";
    }

    /// <summary>True if an argument is what a shell is to run: the one behind <c>-c</c>, <c>-lc</c> or the like.</summary>
    private static bool IsScript(string[] arguments, int index) =>
        arguments[index - 1] is ['-', not '-', .., 'c'] or "-c"
            && arguments.Take(index - 1).Any(a => a[(a.LastIndexOf('/') + 1)..] is "sh" or "bash" or "dash" or "ash" or "zsh" or "ksh");

    private static JobConfigFile ConfigOf(
        JobSubmission job,
        IReadOnlyList<LaunchInput> inputs,
        IReadOnlyDictionary<string, DataLocation> outputs,
        LaunchLayout place) => new()
        {
            Record = job.RecordName,
            JobName = job.JobName,
            Inputs = inputs.ToDictionary(
                i => i.Name,
                i => new JobConfigFile.ChannelEntry
                {
                    Uri = i.Location.ToString(),
                    Path = place.ToPath(i.Path),
                    IsGiven = true,
                    UploadedTo = i.Uploaded?.ToString(),
                }),
            Outputs = job.Outputs.ToDictionary(
                o => o.Name,
                o => new JobConfigFile.ChannelEntry
                {
                    Uri = (o.Location ?? outputs[o.Name]).ToString(),
                    Path = place.ToPath(o.MountPath),
                    IsGiven = o.Location is not null,
                    IsCheckpoint = o.IsCheckpoint ? true : null,
                }),
            Parameters = job.Parameters.Where(p => p.Text is not null).ToDictionary(p => p.Name, p => p.Text!),
            Job = job.JobFile is { } file ? JsonElement.Parse(file) : null,
            UnrecordedSecrets = job.UnrecordedSecrets.Count == 0 ? null : [.. job.UnrecordedSecrets],
            Secrets = job.Parameters.Where(p => p.Secret is { IsInline: false }).ToDictionary(p => p.Name, p => p.Secret!.Reference),
        };
}
