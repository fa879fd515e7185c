using System.Globalization;
using System.Text;

namespace Pai.Jobs;

/// <summary>Writes a <see cref="JobPlan"/> for people.</summary>
internal static class JobPlanText
{
    private const int MaxEntries = 20;

    public static string Write(JobPlan plan)
    {
        var job = plan.Submission;
        var text = new StringBuilder();
        Line("job", $"{job.JobName} ({job.RecordName})");
        Line("backend", plan.Backend);
        Line("command", job.Command.ShellText is null ? job.Command.ToString() : $"sh -c '{job.Command.ShellText.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        Line("image", job.Image ?? FrameworkImage(job));
        Line("instances", InstancesOf(job));
        Line("max run time", job.MaxRunTime?.ToString("c", CultureInfo.InvariantCulture));
        Line("description", job.Description);
        Line("outputs below", job.OutputPath?.ToString());
        List("requirements", job.Requirements);
        List("environment", job.Environment.Select(e => $"{e.Key}={SecretNames.Mask(e.Key, e.Value)}"));
        List("labels", job.Labels.Select(l => $"{l.Key}={l.Value}"));
        List("settings", job.Settings.Select(s => $"{s.Key}={s.Value}"));
        Line("network", job.UserVpc is { } vpc ? $"{vpc.VpcId}, {vpc.SecurityGroupId}{(vpc.SwitchId is { } id ? ", " + id : "")}" : null);
        List("inputs", job.Inputs.Select(i => $"{i.Name}: {i.Uri?.ToString() ?? "(none)"} -> {i.MountPath}{(i.MountAccess == MountAccess.ReadWrite ? " (read and write)" : "")}"));
        List("outputs", job.Outputs.Select(o => $"{o.Name}: {o.MountPath} -> {o.Uri?.ToString() ?? "(a fresh place)"}"));
        List("parameters", job.Parameters.Select(p => $"{p.Name} = {SecretNames.Mask(p.Name, p.Text)}"));
        if (plan.Code is { } code)
        {
            Line("code", string.Create(CultureInfo.InvariantCulture, $"{job.SourcePath}: {code.FileCount} files, {code.ContentSize} bytes"));
            List("", code.Entries.Take(MaxEntries).Concat(code.Entries.Count > MaxEntries ? [$"… and {code.Entries.Count - MaxEntries} more"] : []));
            List("warnings", code.Warnings);
        }

        List("then", plan.BackendNotes);
        return text.ToString();

        void Line(string name, string? value)
        {
            if (value is not null) text.Append(CultureInfo.InvariantCulture, $"{name,-14}{value}\n");
        }

        void List(string name, IEnumerable<string> values)
        {
            foreach (var value in values)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name,-14}{value}\n");
                name = "";
            }
        }
    }

    private static string? FrameworkImage(JobSubmission job) =>
        job.Framework is null ? null : $"PAI's image of {job.Framework} {job.FrameworkVersion ?? "latest"}{(job.Accelerator == Accelerator.Unspecified ? "" : " for " + job.Accelerator.ToString().ToUpperInvariant())}";

    private static string InstancesOf(JobSubmission job)
    {
        var kind = job.ResourceId is { } quota ? $"quota {quota}" : job.InstanceType ?? "(no instance type)";
        var spot = job.Spot is { } s ? $", {s.Strategy}" : "";
        var priority = job.Priority is { } p ? string.Create(CultureInfo.InvariantCulture, $", priority {p}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{job.InstanceCount} x {kind}, {job.JobType}{spot}{priority}");
    }
}
