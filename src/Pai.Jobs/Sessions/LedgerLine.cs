using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>A line of a <see cref="BatchLedger"/>. Which members it has says what it tells.</summary>
internal sealed class LedgerLine
{
    /// <summary>In the first line: the id of the batch, a random string.</summary>
    public string? Ledger { get; set; }

    public int? Version { get; set; }

    public string? Backend { get; set; }

    /// <summary>In the other lines: the index of the job in the list, from 0.</summary>
    public int? Job { get; set; }

    /// <summary>The submit key of the job.</summary>
    public string? Key { get; set; }

    public string? Record { get; set; }

    /// <summary>The id of the run.</summary>
    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>The end of the run.</summary>
    public JobStatus? Status { get; set; }

    public JobFailureCause? Cause { get; set; }

    public string? ReasonCode { get; set; }

    public string? ReasonMessage { get; set; }

    public int? ExitCode { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public Dictionary<string, string>? Outputs { get; set; }

    [JsonIgnore]
    public bool IsEnd => this is { Status: not null, Id: not null, Name: not null }
        && Outputs?.Values.All(o => DataLocation.TryParse(o, out _)) != false;

    public static LedgerLine OfEnd(int job, JobInfo info) => new()
    {
        Job = job,
        Id = info.Id,
        Name = info.Name,
        Record = info.RecordName,
        Status = info.Status,
        Cause = info.FailureCause == JobFailureCause.None ? null : info.FailureCause,
        ReasonCode = info.ReasonCode,
        ReasonMessage = info.ReasonMessage,
        ExitCode = info.ExitCode,
        CreatedAt = info.CreatedAt,
        FinishedAt = info.FinishedAt,
        Outputs = info.Outputs?.ToDictionary(o => o.Key, o => o.Value.ToString()),
    };

    /// <summary>The state of the run at its end, for a run that its backend does not know any more.</summary>
    public JobInfo ToInfo() => new()
    {
        Id = Id!,
        Name = Name!,
        RecordName = Record,
        Status = Status!.Value,
        StatusText = Status.ToString(),
        FailureCause = Cause ?? JobFailureCause.None,
        ReasonCode = ReasonCode,
        ReasonMessage = ReasonMessage,
        ExitCode = ExitCode,
        CreatedAt = CreatedAt ?? default,
        FinishedAt = FinishedAt,
        Outputs = Outputs?.ToDictionary(o => o.Key, o => DataLocation.Parse(o.Value)),
    };
}

[JsonSerializable(typeof(LedgerLine))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
internal sealed partial class LedgerJson : JsonSerializerContext;
