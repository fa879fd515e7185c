using System.Globalization;
using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Submitting;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Replay;

/// <summary>A run as parts with names, in the order in which differences are told.</summary>
internal sealed class RunParts
{
    private readonly Dictionary<(RunDifferenceKind Kind, string Name), RunPart> _parts = [];

    /// <summary>The parts.</summary>
    public IReadOnlyDictionary<(RunDifferenceKind Kind, string Name), RunPart> All => _parts;

    /// <summary>The parts of a run but for the files of its code.</summary>
    public static RunParts Of(JobInfo info, RecordedJob record)
    {
        var parts = new RunParts();
        parts.Add(RunDifferenceKind.Record, "", info.RecordName ?? record.Values.RecordName);
        var file = record.Values.JobFile is { } json ? RecordedJobFile.Read(json) : null;
        if (file is not null) parts.AddDefinition(file);
        parts.Add(RunDifferenceKind.Image, "", record.Image ?? file?.Definition.Image ?? Framework(file?.Definition));
        parts.Add(RunDifferenceKind.Hardware, "nodes", Number(info.NodeCount));
        foreach (var (name, text) in record.Values.Parameters)
            parts.AddMasked(RunDifferenceKind.Parameter, name, text);
        foreach (var (name, location) in record.Values.Inputs) parts.Add(RunDifferenceKind.Input, name, location.ToString());
        foreach (var (name, location) in record.Values.Outputs) parts.Add(RunDifferenceKind.Output, name, location.ToString());
        foreach (var (name, value) in info.Labels)
            if (!JobTries.IsLabel(name) && name != RunAgain.OfLabel) parts.Add(RunDifferenceKind.Setting, $"label {name}", value);
        return parts;
    }

    public void AddCode(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, content) in files) Add(RunDifferenceKind.Code, path, content);
    }

    public void Add(RunDifferenceKind kind, string name, string? value)
    {
        if (value is not null) _parts[(kind, name)] = new(value, value);
    }

    /// <summary>Adds a value that is not shown where its name looks like a secret's.</summary>
    private void AddMasked(RunDifferenceKind kind, string name, string value) =>
        _parts[(kind, name)] = new(SecretNames.Mask(name, value), value);

    private void AddDefinition(JobFile file)
    {
        var job = file.Definition;
        Add(RunDifferenceKind.Command, "", job.Command.ToString());
        Add(RunDifferenceKind.Code, "registered code", file.Options.CodeSourceId);
        foreach (var requirement in job.Requirements) Add(RunDifferenceKind.Requirement, requirement, "required");
        foreach (var (name, value) in job.Environment)
        {
            if (value.Secret is { } secret) Add(RunDifferenceKind.Environment, name, $"the secret {secret.Reference}");
            else AddMasked(RunDifferenceKind.Environment, name, value.Text ?? "");
        }

        Add(RunDifferenceKind.Hardware, "instance type", job.InstanceType);
        Add(RunDifferenceKind.Hardware, "quota", job.ResourceId);
        Add(RunDifferenceKind.Hardware, "resources of a node", file.Options.NodeResources?.ToString());
        Add(RunDifferenceKind.Hardware, "spot", job.Spot?.ToString());
        Add(RunDifferenceKind.Setting, "job type", job.JobType.ToString());
        if (job.MaxRunTimeSeconds > 0) Add(RunDifferenceKind.Setting, "max run time in seconds", Number(job.MaxRunTimeSeconds));
        if (job.Priority > 0) Add(RunDifferenceKind.Setting, "priority", Number(job.Priority));
        foreach (var (name, value) in job.Settings) AddMasked(RunDifferenceKind.Setting, name, value);
        foreach (var input in file.Inputs)
        {
            Add(RunDifferenceKind.Setting, $"mount path of input {input.Name}", input.MountPath);
            Add(RunDifferenceKind.Setting, $"mount access of input {input.Name}", input.MountAccess.ToString());
        }
    }

    private static string? Framework(JobDefinition? job) => job?.Framework is null
        ? null
        : $"framework {job.Framework} {job.FrameworkVersion} {job.Accelerator}".Replace("  ", " ", StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
