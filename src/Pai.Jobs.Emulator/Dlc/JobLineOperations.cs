using System.Globalization;
using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>GetPodLogs, GetPodEvents and GetJobEvents: lines of a time, and not all of them.</summary>
internal sealed class JobLineOperations(JobStore store, EmulatedDlc settings)
{
    private const int DefaultCount = 2000;
    private const int MaxCount = 10_000;

    public JsonObject PodLogs(PaiCall call)
    {
        if (call.Flag("DownloadToFile") == true) throw PaiErrors.NotEmulated("DownloadToFile");
        var count = call.Number("MaxLines", DefaultCount, 1, int.MaxValue);
        lock (store.Gate)
        {
            var (now, job) = (store.Now(), store.Find(call.Route.Id));
            var (place, lives, life) = FindPod(call, job, now);
            var isFirst = job.Places[0] == place;
            var (start, end) = Window(call, now, settings.LogPrecision);
            var lines = job.LinesFrom(start)
                .TakeWhile(line => Floor(job.Created + line.Time, settings.LogPrecision) <= end)
                .Where(line => line.Pod is null ? isFirst : line.Pod == place.Name)
                .Select(line => (Time: job.Created + line.Time, Seen: job.Created + line.Time + line.Late + settings.LogDelay, line.Text))
                .Where(line => line.Seen <= now && !(line.Time > job.Timeline.Stopped))
                .Where(line => LifeAt(lives, line.Time) == life)
                .Select(line => line.Text)
                .ToList();
            count = Math.Min(count, settings.MaxLogLines);
            var answer = PodAnswer(place, life);
            answer["Logs"] = (settings.CutsLogEnd ? lines.Take(count) : lines.TakeLast(count)).ToJson();
            return answer;
        }
    }

    public JsonObject PodEvents(PaiCall call)
    {
        var count = call.Number("MaxEventsNum", DefaultCount, 1, MaxCount);
        lock (store.Gate)
        {
            var (now, job) = (store.Now(), store.Find(call.Route.Id));
            var (place, lives, life) = FindPod(call, job, now);
            var answer = PodAnswer(place, life);
            answer["Events"] = Events(call, job, now, count, e => e.Pod == place.Name && LifeAt(lives, job.Created + e.Time) == life);
            return answer;
        }
    }

    public JsonObject JobEvents(PaiCall call)
    {
        // One event, unless more are asked for.
        var count = call.Number("MaxEventsNum", 1, 1, MaxCount);
        lock (store.Gate)
        {
            var (now, job) = (store.Now(), store.Find(call.Route.Id));
            return new() { ["JobId"] = job.Id, ["Events"] = Events(call, job, now, count, e => e.Pod is null) };
        }
    }

    private static JsonArray Events(PaiCall call, StoredJob job, DateTimeOffset now, int count, Func<ScriptedEvent, bool> matches)
    {
        var (start, end) = Window(call, now, TimeSpan.FromSeconds(1));
        return job.Events
            .Where(matches)
            .Select(e => (Time: Times.WholeSeconds(job.Created + e.Time), e.Message))
            .Where(e => e.Time >= start && e.Time <= end && e.Time <= now && !(e.Time > job.Timeline.Stopped))
            .TakeLast(count)
            .Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} {e.Message}"))
            .ToJson();
    }

    /// <summary>The slot of the pod, the pods in it so far, and which of them is meant: the present one, or that of PodUid.</summary>
    public static (PodPlace Place, IReadOnlyList<PodLife> Lives, int Life) FindPod(PaiCall call, StoredJob job, DateTimeOffset now)
    {
        var lives = job.Timeline.PodLives(now);
        var place = job.Places.FirstOrDefault(place => place.Id == call.Route.PodId);
        if (place is null || lives.Count == 0) throw PaiErrors.NotFound("pod", call.Route.PodId);
        if (call["PodUid"] is not { } uid) return (place, lives, lives.Count - 1);
        var life = Enumerable.Range(0, lives.Count).FirstOrDefault(i => place.Uid(i) == uid, -1);
        return life >= 0 ? (place, lives, life) : throw PaiErrors.NotFound("pod", uid);
    }

    /// <summary>The pod that has the place at a time: the last one that began before, else the first.</summary>
    private static int LifeAt(IReadOnlyList<PodLife> lives, DateTimeOffset time)
    {
        var life = lives.Count - 1;
        while (life > 0 && lives[life].Start > time) life--;
        return life;
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Window(PaiCall call, DateTimeOffset now, TimeSpan precision) =>
        (Floor(call.Time("StartTime") ?? now.AddDays(-7), precision), Floor(call.Time("EndTime") ?? now, precision));

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan precision) =>
        precision > TimeSpan.Zero ? time.AddTicks(-(time.UtcTicks % precision.Ticks)) : time;

    private static JsonObject PodAnswer(PodPlace place, int life) => new()
    {
        ["JobId"] = place.JobId,
        ["PodId"] = place.Id,
        ["PodUid"] = place.Uid(life),
    };
}
