using Pai.Jobs.Internal.Submitting;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>A run, as a row of the table.</summary>
internal sealed record RunJson(
    string Source,
    string Id,
    string Name,
    string? Record,
    string Status,
    bool IsFinished,
    bool IsSuccessful,
    string? Reason,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset Created,
    DateTimeOffset? Started,
    DateTimeOffset? Ended,
    int Nodes,
    string? Batch,
    string? InstanceType,
    string? Cost,
    string? ConsoleUrl)
{
    public static RunJson Of(RunSource source, JobInfo run) => new(
        source.Id,
        run.Id,
        run.Name,
        run.RecordName,
        run.Status == JobStatus.Unknown ? run.StatusText ?? "Unknown" : run.Status.ToString(),
        run.Status.HasResult(),
        run.Status.IsSuccess(),
        ReasonOf(run),
        run.Labels,
        run.CreatedAt,
        run.StartedAt,
        run.FinishedAt,
        run.NodeCount,
        // All runs of a batch, with their tries, are one row that opens; else all tries of a run are.
        run.Labels.GetValueOrDefault(JobTries.BatchLabel) ?? run.Labels.GetValueOrDefault(JobTries.RunLabel),
        run.InstanceType,
        // Of a run that goes on it would be another one with every look.
        run.Status.HasResult() ? source.Session.CostOf(run)?.Amount?.ToString() : null,
        // A folder of this machine is not for a browser.
        run.ConsoleUrl is { Scheme: "https" or "http" } url ? url.ToString() : null);

    private static string? ReasonOf(JobInfo run) =>
        string.Join(": ", new[] { run.ReasonCode, run.ReasonMessage }.Where(r => !string.IsNullOrEmpty(r))) is { Length: > 0 } reason
            ? reason
            : null;

    public bool IsSame(RunJson other) =>
        (this with { Labels = other.Labels }) == other
        && Labels.Count == other.Labels.Count
        && Labels.All(l => other.Labels.TryGetValue(l.Key, out var value) && value == l.Value);
}

/// <summary>All runs.</summary>
internal sealed record RunsJson(IReadOnlyList<RunJson> Runs);

/// <summary>A run that is no longer there.</summary>
internal sealed record GoneJson(string Source, string Id);

/// <summary>A source whose runs can or cannot be listed now.</summary>
internal sealed record SourceChangeJson(string Id, string? Error);

/// <summary>One run.</summary>
internal sealed record RunDetailsJson(
    RunJson Run, IReadOnlyList<PhaseJson> Phases, IReadOnlyList<TryJson> Tries, IReadOnlyList<string> Notes, int? ExitCode);

/// <summary>A time with one status.</summary>
internal sealed record PhaseJson(string Status, DateTimeOffset From, DateTimeOffset? To, string? Reason);

/// <summary>One of several tries.</summary>
internal sealed record TryJson(string Id, string Status, string? Cause, DateTimeOffset Created, DateTimeOffset? Ended);

/// <summary>The events of a run.</summary>
internal sealed record EventsJson(IReadOnlyList<EventLineJson> Events, bool More);

/// <summary>An event.</summary>
internal sealed record EventLineJson(DateTimeOffset Time, string Severity, string? Source, string? Reason, string Message);

/// <summary>The metrics of a run.</summary>
internal sealed record MetricsJson(bool Available, string? Reason, IReadOnlyList<SeriesJson> Series);

/// <summary>One metric of one node: pairs of a time (seconds since 1970) and a value.</summary>
internal sealed record SeriesJson(string Name, string Unit, string? Node, IReadOnlyList<double[]> Points);
