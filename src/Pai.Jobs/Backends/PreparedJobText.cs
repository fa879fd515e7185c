using System.Globalization;
using System.Text;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Backends;

/// <summary>Writes a <see cref="PreparedJob"/> for people.</summary>
internal static class PreparedJobText
{
    private const int MaxEntries = 20;
    private const int NameWidth = 14;

    public static string Write(PreparedJob plan)
    {
        var text = new StringBuilder();
        WriteJob(text, plan);
        WriteChannels(text, plan);
        Line(text, "project", plan.Submission.ProjectPath);
        Line(text, "code", plan.Submission.SourceUri?.ToString());
        WriteCode(text, plan.Code);
        List(text, "uploads", plan.Uploads.Select(Show));
        List(text, "request", plan.Request?.ReplaceLineEndings("\n").Split('\n') ?? []);
        List(text, "then", plan.Notes);
        List(text, "problems", plan.Problems.Select(p => p.ToString()));
        return text.ToString();
    }

    private static void WriteJob(StringBuilder text, PreparedJob plan)
    {
        var job = plan.Submission;
        Line(text, "job", $"{job.JobName} ({job.RecordName})");
        Line(text, "submit key", job.SubmitKey);
        Line(text, "backend", plan.Backend);
        Line(text, "command", job.Command.ShellText is { } shell ? $"sh -c {ShellText.Quote(shell)}" : job.Command.ToString());
        Line(text, "image", plan.Image ?? job.Image ?? FrameworkImage(job));
        Line(text, "instances", InstancesOf(job));
        Line(text, "each node", job.NodeResources is { } node
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{node.Cpu} cores, {node.MemoryGiB} GiB{(node.Gpu > 0 ? $", {node.Gpu} GPUs {node.GpuType}".TrimEnd() : "")}")
            : null);
        Line(text, "registry user", job.RegistryCredentials?.Username);
        Line(text, "code source", job.CodeSourceId);
        Line(text, "max run time", job.MaxRunTime?.ToString("c", CultureInfo.InvariantCulture));
        Line(text, "max cost", plan.MaxCost?.ToString());
        Line(text, "description", job.Description);
        Line(text, "outputs below", job.OutputPath?.ToString());
        List(text, "requirements", job.Requirements);
        List(text, "environment", job.Environment.Select(e => $"{e.Key}={Show(e.Key, e.Value)}"));
        List(text, "labels", job.Labels.Select(l => $"{l.Key}={l.Value}"));
        List(text, "settings", job.Settings.Select(s => $"{s.Key}={s.Value}"));
        Line(
            text,
            "network",
            job.UserVpc is { } vpc ? $"{vpc.VpcId}, {vpc.SecurityGroupId}{(vpc.SwitchId is { } id ? ", " + id : "")}" : null);
    }

    private static void WriteChannels(StringBuilder text, PreparedJob plan)
    {
        var job = plan.Submission;
        List(text, "inputs", job.Inputs.Select(i =>
            $"{i.Name}: {i.Location?.ToString() ?? "(none)"} -> {i.MountPath}"
                + (i.MountAccess == MountAccess.ReadWrite ? " (read and write)" : "")));
        List(text, "outputs", job.Outputs.Select(o =>
            $"{o.Name}: {o.MountPath} -> {(plan.Outputs.GetValueOrDefault(o.Name) ?? o.Location)?.ToString() ?? "(a new location)"}"
                + (o.IsCheckpoint ? " (checkpoints)" : "")));
        List(text, "parameters", job.Parameters.Select(p => p.ToString()));
    }

    private static void WriteCode(StringBuilder text, CodeSummary? code)
    {
        if (code is null) return;
        Line(
            text,
            "code",
            string.Create(CultureInfo.InvariantCulture, $"{code.SourcePath}: {code.FileCount} files, {code.ContentSize} bytes"));
        List(text, "", code.Entries.Take(MaxEntries));
        if (code.Entries.Count > MaxEntries) List(text, "", [$"… and {code.Entries.Count - MaxEntries} more"]);
        List(text, "left out", code.LeftOut.Take(MaxEntries));
        if (code.LeftOut.Count > MaxEntries) List(text, "", [$"… and {code.LeftOut.Count - MaxEntries} more"]);
        List(text, "warnings", code.Warnings);
    }

    private static string Show(string name, EnvironmentValue value) => value.Secret?.ToString() ?? SecretNames.Mask(name, value.Text!);

    private static string Show(PreparedUpload upload) => string.Create(
        CultureInfo.InvariantCulture,
        $"{upload.Name} -> {upload.Destination}"
            + $"{(upload.Size is { } size ? $" ({size} bytes)" : "")}{(upload.IsPresent ? " (already there)" : "")}");

    private static string? FrameworkImage(JobSubmission job) => job.Framework is null
        ? null
        : $"PAI's image of {job.Framework} {job.FrameworkVersion ?? "latest"}"
            + (job.Accelerator == Accelerator.Unspecified ? "" : " for " + job.Accelerator.ToString().ToUpperInvariant());

    private static string InstancesOf(JobSubmission job)
    {
        var kind = job.ResourceId is { } quota ? $"quota {quota}" : job.InstanceType ?? "(no instance type)";
        var spot = job.Spot is { } s ? $", {s.Strategy}" : "";
        var priority = job.Priority is { } p ? string.Create(CultureInfo.InvariantCulture, $", priority {p}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{job.InstanceCount} x {kind}, {job.JobType}{spot}{priority}");
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null) List(text, name, [value]);
    }

    /// <summary>The name before the first value only.</summary>
    private static void List(StringBuilder text, string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            // A value cannot begin a line of the plan.
            var shown = value.ReplaceLineEndings("\n" + new string(' ', NameWidth));
            text.Append(name.PadRight(NameWidth)).Append(shown).Append('\n');
            name = "";
        }
    }
}
