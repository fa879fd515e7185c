using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.CommandLine;

/// <summary>A job in JSON, as docs/command-line.md has it; the shape of the tool's too.</summary>
internal sealed record JobJson(
    string Id,
    string Name,
    string? Record,
    JobStatus Status,
    string? StatusText,
    string? ReasonCode,
    string? ReasonMessage,
    JobFailureCause? FailureCause,
    int? ExitCode,
    int Nodes,
    string? InstanceType,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    Uri? Url,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string>? Outputs,
    CostJson? Cost)
{
    public static JobJson Of(JobInfo job, PaiSession session) => new(
        job.Id,
        job.Name,
        job.RecordName,
        job.Status,
        job.Status == JobStatus.Unknown ? job.StatusText : null,
        job.ReasonCode,
        job.ReasonMessage,
        job.FailureCause is JobFailureCause.None ? null : job.FailureCause,
        job.ExitCode,
        job.NodeCount,
        job.InstanceType,
        job.CreatedAt,
        job.StartedAt,
        job.FinishedAt,
        job.ConsoleUrl,
        job.Labels,
        job.Outputs?.ToDictionary(o => o.Key, o => o.Value.ToString()),
        CostJson.Of(session.CostOf(job)));
}

/// <summary>A record of the program, in JSON.</summary>
internal sealed record RecordJson(
    string Name,
    string Record,
    string? Description,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Parameters);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobJson))]
[JsonSerializable(typeof(IReadOnlyList<RecordJson>))]
internal sealed partial class CommandLineJson : JsonSerializerContext
{
    private static CommandLineJson? s_readable;

    /// <summary>Strings stay readable: the output is for a terminal or a program, and never part of a page.</summary>
    public static CommandLineJson Readable =>
        s_readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
