using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

/// <summary>
/// A store and a service in memory, and processes that submit one job with one key. A seed decides in which order their calls are carried
/// out, which of them go wrong, when processes are killed and how time passes. All on one thread: a call is carried out when it is chosen.
/// </summary>
/// <remarks>
/// The model of the service: a create call that was signed more than 15 minutes ago is refused; one that is accepted makes a job at once or
/// within 10 minutes; a job is in the list after a minute at most. A process does not stand still between its last look at the clock and
/// the signature.
/// </remarks>
internal sealed class SubmitWorld
{
    private static readonly TimeSpan s_signatureLife = TimeSpan.FromMinutes(15);

    private readonly Random _random;
    private readonly List<Call> _calls = [];
    private readonly Dictionary<string, (byte[] Content, DateTimeOffset Time)> _entries = [];
    private readonly List<(DateTimeOffset At, Action Effect)> _late = [];
    private readonly SubmissionContent _content;
    private int _lastSubmitter;
    private int _steps;

    public SubmitWorld(int seed)
    {
        _random = new(seed);
        _content = SubmissionContent.Of(LocalHarness.Job("true"), "c0de", new Dictionary<string, string>());
    }

    public SleepingClock Clock { get; } = new();

    /// <summary>The jobs that the service has made.</summary>
    public List<(JobMarker Marker, JobInfo Info, DateTimeOffset ListedAt)> Jobs { get; } = [];

    /// <summary>Chooses what happens to a call: the name of its step, and its number from 0.</summary>
    public Func<string, int, CallFate> Fate { get; set; } = static (_, _) => CallFate.Answered;

    public List<string> Steps { get; } = [];

    /// <summary>Throws in place of the create call; null for none.</summary>
    public Exception? CreateFailure { get; set; }

    /// <summary>
    /// True if it is a machine where processes see each other: what a process that has ended has called for is done, and seen at once.
    /// </summary>
    public bool SeesProcesses { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Starts a process that submits the job.</summary>
    public Submitter Start(SubmissionContent? content = null, CancellationToken cancellationToken = default)
    {
        var submitter = new Submitter($"p{++_lastSubmitter}");
        var once = new SubmitOnce(new Store(this, submitter), Clock, NullLogger.Instance);
        submitter.Task = once.RunAsync(
            new()
            {
                Scope = "workspace",
                Key = "key",
                RecordName = "Acme.Job",
                Content = content ?? _content,
                Marker = JobMarker.Create("job_1", Clock),
                Owner = SeesProcesses ? submitter.Name : null,
                IsOwnerGone = name => Submitters.Exists(s => s.Name == name && s.IsDead),
                Prepare = _ => CallAsync(submitter, "prepare", static () => true),
                Create = token => CreateAsync(submitter, token),
                Find = (marker, _) => CallAsync(submitter, "find", () => FindNow(marker)),
                Get = (id, _) => CallAsync(submitter, "get", () => (JobInfo?)Jobs.FirstOrDefault(j => j.Info.Id == id).Info),
            },
            cancellationToken);
        Submitters.Add(submitter);
        return submitter;
    }

    public List<Submitter> Submitters { get; } = [];

    public JobInfo? FindNow(JobMarker marker) => Jobs.FirstOrDefault(j => j.Marker == marker && j.ListedAt <= Now).Info;

    /// <summary>Lets calls and time go on until a process has ended.</summary>
    public void RunUntilEnded(params IReadOnlyList<Submitter> submitters)
    {
        for (var i = 0; submitters.Any(s => s is { IsDead: false, Task.IsCompleted: false }); i++)
        {
            Assert.True(i < 100_000, "The submitters do not come to an end.");
            if (_calls.Count == 0 || _random.Next(10) == 0) Pass(TimeSpan.FromSeconds(_random.Next(1, 6)));
            else if (_random.Next(200) == 0) Pass(TimeSpan.FromMinutes(_random.Next(1, 8)));
            else CarryOut(_random.Next(_calls.Count));
        }
    }

    /// <summary>The machine sleeps: the wall clock goes on, timestamps do not.</summary>
    public void Sleep(TimeSpan time) => Clock.Slept += time;

    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        foreach (var due in _late.Where(l => l.At <= Now).ToList())
        {
            _late.Remove(due);
            due.Effect();
        }
    }

    private async Task<JobInfo> CreateAsync(Submitter submitter, CancellationToken cancellationToken)
    {
        // The marker of the intent that this process has written last.
        var marker = JobMarker.Parse(SubmitIntent.Read("", new(submitter.LastClaim!, default)).Marker);
        await CallAsync(submitter, "sign", static () => true).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (CreateFailure is { } failure) throw failure;
        var signedAt = Now;
        try
        {
            return await CallAsync(
                submitter,
                "create",
                () =>
                {
                    if (Now - signedAt > s_signatureLife) throw new JobException("The signature has expired.");
                    var info = new JobInfo { Id = $"job-{Jobs.Count + 1}", Name = marker.JobName, Status = JobStatus.Creating };
                    Jobs.Add((marker, info, Now + TimeSpan.FromSeconds(SeesProcesses ? 0 : _random.Next(60))));
                    return info;
                }).ConfigureAwait(false);
        }
        catch (LostException e)
        {
            throw new JobSubmissionInDoubtException(marker, e);
        }
    }

    private Task<T> CallAsync<T>(Submitter submitter, string step, Func<T> effect)
    {
        // Inline: what follows the call runs when the call is carried out, on the same thread.
        var answer = new TaskCompletionSource<T>();
        T? result = default;
        _calls.Add(new(
            submitter,
            step,
            () => result = effect(),
            e =>
            {
                if (e is null) answer.SetResult(result!);
                else answer.SetException(e);
            }));
        return answer.Task;
    }

    private void CarryOut(int index)
    {
        var call = _calls[index];
        _calls.RemoveAt(index);
        if (call.Submitter.IsDead) return;
        Steps.Add(call.Step);
        var fate = Fate(call.Step, _steps++);
        if (SeesProcesses)
        {
            fate = fate switch
            {
                CallFate.LostAndLate => CallFate.Lost,
                CallFate.KilledAndLate => CallFate.KilledAfter,
                _ => fate,
            };
        }

        PaiException? failure;
        if (fate is CallFate.Refused or CallFate.KilledBefore)
        {
            failure = new JobException("The call was refused.");
        }
        else if (fate is CallFate.LostAndLate or CallFate.KilledAndLate)
        {
            _late.Add((Now + TimeSpan.FromSeconds(_random.Next(600)), () => Try(call.Effect)));
            failure = new LostException();
        }
        else
        {
            failure = Try(call.Effect);
            if (fate == CallFate.Lost) failure ??= new LostException();
        }

        if (fate is CallFate.KilledBefore or CallFate.KilledAfter or CallFate.KilledAndLate) call.Submitter.IsDead = true;
        else call.Answer(failure);
    }

    private static PaiException? Try(Action effect)
    {
        try
        {
            effect();
            return null;
        }
        catch (PaiException e)
        {
            return e;
        }
    }

    private sealed class Store(SubmitWorld world, Submitter submitter) : ISubmitStore
    {
        public Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            if (name.EndsWith("intent", StringComparison.Ordinal)) submitter.LastClaim = content.ToArray();
            return world.CallAsync(submitter, "write " + name[^7..], () => world._entries.TryAdd(name, (content.ToArray(), world.Now)));
        }

        public Task<SubmitEntry?> TryReadAsync(string name, CancellationToken cancellationToken) => world.CallAsync(
            submitter,
            "read " + name[^7..],
            () => world._entries.TryGetValue(name, out var entry) ? new SubmitEntry(entry.Content, world.Now - entry.Time) : null);
    }

    internal sealed class SleepingClock : FakeTimeProvider
    {
        public TimeSpan Slept { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Slept;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
    }

    private sealed record Call(Submitter Submitter, string Step, Action Effect, Action<Exception?> Answer);

    private sealed class LostException() : JobException("The answer was lost.");
}

/// <summary>A process that submits.</summary>
internal sealed class Submitter(string name)
{
    public string Name => name;

    /// <summary>True if it was killed: what it has called may be carried out, and nothing follows.</summary>
    public bool IsDead { get; set; }

    public byte[]? LastClaim { get; set; }

    public Task<JobInfo> Task { get; set; } = null!;
}

/// <summary>The fate of a call.</summary>
public enum CallFate
{
    Answered,

    /// <summary>It is not carried out, and its caller is told so.</summary>
    Refused,

    /// <summary>It is carried out, and the answer is lost.</summary>
    Lost,

    /// <summary>The answer is lost, and it is carried out up to 10 minutes later.</summary>
    LostAndLate,

    KilledBefore,

    KilledAfter,

    KilledAndLate,
}
