using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Testing;

/// <summary>Reads the log of a scripted job. The position of a line is its number, from 1.</summary>
internal static class TestLog
{
    public static async IAsyncEnumerable<LogLine> ReadAsync(
        TestRun run, LogQuery query, ScriptClock clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = NumberOf(query.After);
        var tail = query.Tail;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = run.Changed;
            var now = clock.Now;
            var past = run.Past<LogStep>(now).ToList();
            var failure = past.Find(s => s.Failure is not null)?.Failure;
            var lines = past.TakeWhile(s => s.Failure is null).Select((step, i) => (Step: step, Number: i + 1))
                .Skip(next).Where(l => IsWanted(l.Step, run, query)).ToList();
            foreach (var (step, number) in tail is { } count ? lines.TakeLast(count) : lines) yield return Line(step, number, run);
            if (failure is not null) throw failure;
            if (!query.Follow) yield break;
            (next, tail) = (past.Count, null);
            var time = run.NextTime<ScriptStep>(now);
            if (run.InfoAt(now).Status.HasResult() && run.NextTime<LogStep>(now) is null) yield break;
            await clock.WaitUntilAsync(time, changed, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsWanted(LogStep step, TestRun run, LogQuery query) =>
        (query.Node is null || step.Node == query.Node)
        && !(run.TimeOf(step) < query.Since)
        && !(run.TimeOf(step) >= query.Until);

    private static LogLine Line(LogStep step, int number, TestRun run) => new()
    {
        Text = step.Text,
        Time = run.Script.MergesLog ? null : run.TimeOf(step),
        Stream = run.Script.MergesLog ? LogStream.Combined : step.Stream,
        Node = step.Node,
        Position = new(number.ToString(CultureInfo.InvariantCulture)),
    };

    private static int NumberOf(LogPosition? position) =>
        position is not { } after ? 0
        : int.TryParse(after.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new JobException($"\"{after}\" is not a position in the log of a test backend. Take one from LogLine.Position.");
}
