using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// The facts in the files of a run's folder. The status follows from them (<see cref="RunStatus"/>) and is stored nowhere.
/// </summary>
internal sealed record RunFacts
{
    /// <summary>The time that a run without a supervisor counts as one that is just being started, though its submitter is gone.</summary>
    private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The same where the submitter still runs: starting takes milliseconds, and this long only on a machine that hardly moves.
    /// </summary>
    private static readonly TimeSpan s_longestStart = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a supervisor may tidy up after the exit code is on record. It takes milliseconds; after this, the process of that number
    /// is taken for another's, which some systems cannot tell.
    /// </summary>
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromSeconds(10);

    private const string NodePrefix = "node=";

    /// <summary>The last phase of the launch script: the command runs, or has run.</summary>
    public const string CommandPhase = "command";

    public bool SupervisorStarted { get; init; }

    public bool SupervisorAlive { get; init; }

    /// <summary>True if someone may still start the supervisor.</summary>
    public bool SubmissionGoesOn { get; init; }

    public DateTimeOffset? Started { get; init; }

    /// <summary>The last phase of the launch script, or null before its first: of the node that failed, else of the first.</summary>
    public string? Phase { get; init; }

    /// <summary>Why a stop was asked for, or null.</summary>
    public string? StopReason { get; init; }

    /// <summary>Null until the supervisor is gone too: when a run has ended, nothing of it is left.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The node that failed, where there are several.</summary>
    public string? FailedNode { get; init; }

    /// <summary>True if the command was told to stop before it ended.</summary>
    public bool EndedByStop { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>True if the command has succeeded, and outputs that go to OSS are not all there yet.</summary>
    public bool IsPublishingDue { get; init; }

    /// <summary>True if all files of those outputs are there, so that a stop is too late.</summary>
    public bool IsFinishing { get; init; }

    public static RunFacts Read(RunFolder folder, RunRecord record, TimeProvider clock)
    {
        // Who is alive is asked before the end is looked for: else a run that ends in between would look lost.
        var (supervisor, alive) = ReadSupervisor(folder);
        var age = clock.GetUtcNow() - record.Created;
        var submissionGoesOn = supervisor is null && age < (record.Submitter.IsAlive() ? s_longestStart : s_startTime);
        var recorded = ReadFact(folder.ExitFile);
        // A run that is stopped while it starts puts both on record in a moment: then the one who ended it may still be there.
        if (recorded is not null && supervisor is null) (supervisor, alive) = ReadSupervisor(folder);
        var exit = recorded is null ? null : ReadExit(folder, recorded, alive, clock);
        var publishes = exit is ["0"] && record.Uploads.Count > 0;
        var state = publishes ? ReadFact(folder.PublishedFile) : null;
        var isPublished = state == PublishState.Published;
        var failed = exit is [_, var end] ? FailedIn(end, record) : null;
        var started = PhaseOf(folder) == CommandPhase ? TimeOf(folder.PhaseFile) : null;
        return new()
        {
            SupervisorStarted = supervisor is not null,
            SupervisorAlive = alive,
            SubmissionGoesOn = submissionGoesOn,
            Started = started,
            Phase = PhaseOf(folder.Node(failed ?? 0)),
            StopReason = ReadFact(folder.StopFile)?.Trim(),
            ExitCode = exit is [var code, ..] ? Number(code) : null,
            FailedNode = failed is { } i ? record.Nodes[i] : null,
            EndedByStop = exit is [_, "stopped"],
            IsPublishingDue = publishes && !isPublished,
            IsFinishing = state == PublishState.Finishing,
            Finished = exit is null ? null : TimeOf(isPublished ? folder.PublishedFile : folder.ExitFile),
        };
    }

    private static (string? Fact, bool IsAlive) ReadSupervisor(RunFolder folder) =>
        ReadFact(folder.SupervisorFile) is { } fact ? (fact, ProcessIdentity.Parse(fact)?.IsAlive() ?? false) : (null, false);

    private static string[]? ReadExit(RunFolder folder, string exit, bool isSupervisorAlive, TimeProvider clock)
    {
        if (isSupervisorAlive && clock.GetUtcNow() - TimeOf(folder.ExitFile) < s_longestEnd) return null;
        return exit.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static int? FailedIn(string end, RunRecord record) =>
        end.StartsWith(NodePrefix, StringComparison.Ordinal) && Number(end[NodePrefix.Length..]) is { } node && node < record.Nodes.Count
            ? node
            : null;

    private static string? PhaseOf(NodeFolder node)
    {
        var lines = ReadText(node.PhaseFile)?.Split('\n') ?? [];
        // What stands behind the last end is what is left of the blanks.
        return lines.Length < 2 ? null : lines[^2].Trim();
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A fact is one line, and not there before its end is.</summary>
    public static string? ReadFact(string path) =>
        ReadText(path) is { } text && text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? text[..end] : null;

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Facts are written once, so a file's time is the fact's.</summary>
    public static DateTimeOffset? TimeOf(string path) =>
        File.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero) : null;
}
