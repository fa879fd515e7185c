using Pai.Jobs.Internal.Parameters;
using static Pai.Jobs.Internal.JobFiles.JobFileData;

namespace Pai.Jobs.Internal.JobFiles;

/// <summary>Writes a job file. What has its default is left out.</summary>
internal static class JobFileWriter
{
    public static JobFileData Write(JobFile file, string folder)
    {
        var job = file.Definition;
        return new()
        {
            Version = CurrentVersion,
            Record = job.RecordName,
            BaseJobName = job.BaseJobName,
            Command = new() { Shell = job.Command.ShellText, Exec = job.Command.ShellText is null ? [.. job.Command.Arguments] : null },
            SourceDir = RelativeTo(folder, job.SourceDir),
            SourceProject = RelativeTo(folder, job.SourceProject),
            Image = job.Image,
            Framework = job.Framework,
            FrameworkVersion = job.FrameworkVersion,
            Accelerator = OrNull(job.Accelerator),
            InstanceType = job.InstanceType,
            InstanceCount = job.InstanceCount == 1 ? null : job.InstanceCount,
            JobType = OrNull(job.JobType),
            MaxRunTimeSeconds = OrNull(job.MaxRunTimeSeconds),
            OutputPath = job.OutputPath,
            Requirements = OrNull(job.Requirements),
            Environment = OrNull(job.Environment, v => new EnvironmentData { Value = v.Text, Secret = v.Secret?.Reference }),
            Labels = OrNull(job.Labels, v => v),
            Settings = OrNull(job.Settings, v => v),
            UserVpc = job.UserVpc is { } vpc
                ? new()
                {
                    VpcId = vpc.VpcId,
                    SecurityGroupId = vpc.SecurityGroupId,
                    SwitchId = vpc.SwitchId,
                    ExtendedCidrs = OrNull(vpc.ExtendedCidrs),
                }
                : null,
            Spot = job.Spot is { } spot
                ? new() { Strategy = spot.Strategy, DiscountLimit = spot.DiscountLimit, PriceLimit = spot.PriceLimit }
                : null,
            Priority = OrNull(job.Priority),
            ResourceId = job.ResourceId,
            ResourceType = OrNull(job.ResourceType),
            Description = job.Description,
            Retry = job.Retry is { } retry ? Write(retry) : null,
            Inputs = OrNull(job.Inputs.Zip(file.Inputs, Write)),
            Outputs = OrNull(job.Outputs.Zip(file.Outputs, Write)),
            Parameters = OrNull(job.Parameters.Select(p => Write(p, file))),
            Options = Write(file.Options),
        };
    }

    private static InputData Write(InputDefinition input, InputChannel channel) => new()
    {
        Name = input.Name,
        Location = channel.Location?.ToString(),
        Required = OrNull(input.Required),
        DefaultUri = input.DefaultUri,
        MountAccess = OrNull(input.MountAccess),
        MountPath = input.MountPath,
        MountOptions = input.MountOptions,
        DatasetVersion = input.DatasetVersion,
    };

    private static OutputData Write(OutputDefinition output, OutputChannel channel) => new()
    {
        Name = output.Name,
        Location = channel.Location?.ToString(),
        DefaultUri = output.Uri,
        MountOptions = output.MountOptions,
        DatasetVersion = output.DatasetVersion,
        Append = OrNull(output.Append),
        Checkpoint = OrNull(output.IsCheckpoint),
    };

    private static ParameterData Write(ParameterDefinition parameter, JobFile file)
    {
        var value = file.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
        var schema = file.Schema.First(s => s.Name == parameter.Name);
        return new()
        {
            Name = parameter.Name,
            Value = value?.Text,
            Secret = value?.Secret?.Reference,
            Description = parameter.Description,
            Type = Write(schema.Shape),
            Required = OrNull(schema.IsRequired),
            Default = schema.Default,
            Rules = OrNull(schema.Rules),
            Checks = OrNull(schema.Checks),
        };
    }

    private static TypeData Write(ParameterShape shape) => new()
    {
        Kind = shape.Kind,
        Form = shape.Form,
        Members = OrNull(shape.Members),
        Names = OrNull(shape.Names),
        Element = shape.Element is { } element ? Write(element) : null,
    };

    private static RetryData Write(RetryOptions retry) => new()
    {
        OutOfStock = Write(retry.OutOfStock),
        Preempted = Write(retry.Preempted),
        NodeFault = Write(retry.NodeFault),
        OwnError = Write(retry.OwnError),
        MaxQueueTime = retry.MaxQueueTime,
        FallbackInstanceTypes = OrNull(retry.FallbackInstanceTypes),
        OnDemandAfterSpot = OrNull(retry.OnDemandAfterSpot),
        ReuseOutputs = OrNull(retry.ReuseOutputs),
    };

    private static RetryRuleData Write(RetryRule rule) => new()
    {
        MaxRetries = rule.MaxRetries,
        Delay = rule.Delay,
        LongestDelay = rule.LongestDelay,
        TotalTime = rule.TotalTime,
    };

    private static OptionsData? Write(RunOptions options)
    {
        var data = new OptionsData
        {
            JobName = options.JobName,
            SubmitKey = options.SubmitKey,
            CodeSourceId = options.CodeSourceId,
            MaxCost = options.MaxCost?.ToString(),
            KeepLog = OrNull(options.KeepLog),
            PassBaggage = OrNull(options.PassBaggage),
            NodeResources = options.NodeResources is { } node
                ? new()
                {
                    Cpu = node.Cpu,
                    MemoryGiB = node.MemoryGiB,
                    Gpu = OrNull(node.Gpu),
                    GpuType = node.GpuType,
                    SharedMemoryGiB = node.SharedMemoryGiB,
                }
                : null,
            Registry = options.RegistryCredentials is { } registry
                ? new() { Registry = registry.Registry, Username = registry.Username, PasswordSecret = registry.Password.Reference }
                : null,
        };
        // A record of the options as they are without anything set.
        return options == new RunOptions() ? null : data;
    }

    private static string? RelativeTo(string folder, string? path) =>
        path is null || !Path.IsPathRooted(path) ? path : Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static T? OrNull<T>(T value)
        where T : struct => EqualityComparer<T>.Default.Equals(value, default) ? null : value;

    private static List<T>? OrNull<T>(IEnumerable<T> items) => items.Any() ? [.. items] : null;

    private static Dictionary<string, TData>? OrNull<T, TData>(IReadOnlyDictionary<string, T> items, Func<T, TData> write) =>
        items.Count == 0 ? null : items.ToDictionary(i => i.Key, i => write(i.Value));
}
