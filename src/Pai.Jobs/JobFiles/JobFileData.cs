using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs.Internal.JobFiles;

/// <summary>A job file as it is in JSON: docs/job-file.schema.json is made of it.</summary>
internal sealed class JobFileData
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public required int Version { get; set; }

    public required string Record { get; set; }

    public required string BaseJobName { get; set; }

    public required CommandData Command { get; set; }

    public string? SourceDir { get; set; }

    public string? SourceProject { get; set; }

    public string? Image { get; set; }

    public string? Framework { get; set; }

    public string? FrameworkVersion { get; set; }

    public Accelerator? Accelerator { get; set; }

    public string? InstanceType { get; set; }

    public int? InstanceCount { get; set; }

    public JobType? JobType { get; set; }

    public int? MaxRunTimeSeconds { get; set; }

    public string? OutputPath { get; set; }

    public List<string>? Requirements { get; set; }

    public Dictionary<string, EnvironmentData>? Environment { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public Dictionary<string, string>? Settings { get; set; }

    public UserVpcData? UserVpc { get; set; }

    public SpotData? Spot { get; set; }

    public int? Priority { get; set; }

    public string? ResourceId { get; set; }

    public ResourceType? ResourceType { get; set; }

    public string? Description { get; set; }

    public RetryData? Retry { get; set; }

    public List<InputData>? Inputs { get; set; }

    public List<OutputData>? Outputs { get; set; }

    public List<ParameterData>? Parameters { get; set; }

    public OptionsData? Options { get; set; }

    /// <summary>One of the two.</summary>
    internal sealed class CommandData
    {
        public string? Shell { get; set; }

        public List<string>? Exec { get; set; }
    }

    /// <summary>One of the two.</summary>
    internal sealed class EnvironmentData
    {
        public string? Value { get; set; }

        public string? Secret { get; set; }
    }

    internal sealed class UserVpcData
    {
        public required string VpcId { get; set; }

        public required string SecurityGroupId { get; set; }

        public string? SwitchId { get; set; }

        public List<string>? ExtendedCidrs { get; set; }
    }

    internal sealed class SpotData
    {
        public required SpotStrategy Strategy { get; set; }

        public double? DiscountLimit { get; set; }

        public double? PriceLimit { get; set; }
    }

    internal sealed class RetryData
    {
        public RetryRuleData? OutOfStock { get; set; }

        public RetryRuleData? Preempted { get; set; }

        public RetryRuleData? NodeFault { get; set; }

        public RetryRuleData? OwnError { get; set; }

        public TimeSpan? MaxQueueTime { get; set; }

        public List<string>? FallbackInstanceTypes { get; set; }

        public bool? OnDemandAfterSpot { get; set; }

        public bool? ReuseOutputs { get; set; }
    }

    internal sealed class RetryRuleData
    {
        public required int MaxRetries { get; set; }

        public required TimeSpan Delay { get; set; }

        public required TimeSpan LongestDelay { get; set; }

        public TimeSpan? TotalTime { get; set; }
    }

    internal sealed class InputData
    {
        public required string Name { get; set; }

        public string? Location { get; set; }

        public bool? Required { get; set; }

        public string? DefaultUri { get; set; }

        public MountAccess? MountAccess { get; set; }

        public string? MountPath { get; set; }

        public string? MountOptions { get; set; }

        public string? DatasetVersion { get; set; }
    }

    internal sealed class OutputData
    {
        public required string Name { get; set; }

        public string? Location { get; set; }

        public string? DefaultUri { get; set; }

        public string? MountOptions { get; set; }

        public string? DatasetVersion { get; set; }

        public bool? Append { get; set; }

        public bool? Checkpoint { get; set; }
    }

    internal sealed class ParameterData
    {
        public required string Name { get; set; }

        public string? Value { get; set; }

        public string? Secret { get; set; }

        public string? Description { get; set; }

        public required TypeData Type { get; set; }

        public bool? Required { get; set; }

        public string? Default { get; set; }

        public List<string>? Rules { get; set; }

        public List<CheckRule>? Checks { get; set; }
    }

    internal sealed class TypeData
    {
        public required ParameterKind Kind { get; set; }

        public required string Form { get; set; }

        public List<string>? Members { get; set; }

        public List<string>? Names { get; set; }

        public TypeData? Element { get; set; }
    }

    internal sealed class OptionsData
    {
        public string? JobName { get; set; }

        public string? SubmitKey { get; set; }

        public string? CodeSourceId { get; set; }

        public string? MaxCost { get; set; }

        public NodeResourcesData? NodeResources { get; set; }

        public RegistryData? Registry { get; set; }

        public bool? KeepLog { get; set; }

        public bool? PassBaggage { get; set; }
    }

    internal sealed class NodeResourcesData
    {
        public required double Cpu { get; set; }

        public required double MemoryGiB { get; set; }

        public int? Gpu { get; set; }

        public string? GpuType { get; set; }

        public double? SharedMemoryGiB { get; set; }
    }

    internal sealed class RegistryData
    {
        public string? Registry { get; set; }

        public required string Username { get; set; }

        public required string PasswordSecret { get; set; }
    }
}

[JsonSerializable(typeof(JobFileData))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class JobFileJson : JsonSerializerContext
{
    private static JobFileJson? s_readable;

    /// <summary>Strings stay readable: the file is never part of a page.</summary>
    public static JobFileJson Readable =>
        s_readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
