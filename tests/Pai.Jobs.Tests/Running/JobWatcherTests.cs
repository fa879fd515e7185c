using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Tests;

public class JobWatcherTests
{
    private readonly SleepingClock _clock = new();

    private static Task<JobInfo> WaitAsync(JobWatcher watcher, string id, CancellationToken cancellationToken = default) =>
        watcher.WaitAsync(id, _ => { }, cancellationToken);

    private static Task<IReadOnlyList<JobInfo>> Answer(params IReadOnlyList<JobInfo> infos) => Task.FromResult(infos);

    private static Task<IReadOnlyList<JobInfo>> Fail(Exception e) => Task.FromException<IReadOnlyList<JobInfo>>(e);

    [Fact]
    public async Task A_thousand_jobs_are_asked_for_in_one_question_a_tick()
    {
        var status = JobStatus.Running;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var backend = new ProbeBackend(_clock, async ids =>
        {
            await gate.Task;
            return [.. ids.Select(id => ProbeBackend.Info(id, status))];
        });
        using var watcher = new JobWatcher(backend);
        var waits = Enumerable.Range(0, 1000).Select(i => WaitAsync(watcher, Name(i))).ToList();
        gate.SetResult();
        await _clock.NextSleepAsync();
        backend.Questions.Clear();

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _clock.NextSleepAsync();
        Assert.Equal(1000, Assert.Single(backend.Questions).Distinct().Count());

        status = JobStatus.Succeeded;
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        var ended = await Task.WhenAll(waits).WaitAsync(ProbeBackend.Limit);
        Assert.Equal(1000, ended.DistinctBy(i => i.Id).Count());
        Assert.Equal(2, backend.Questions.Count);
    }

    [Fact]
    public async Task Intervals_grow_from_the_shortest_to_the_longest_and_begin_anew_with_another_status()
    {
        var status = JobStatus.Queuing;
        var backend = new ProbeBackend(_clock, _ => status);
        using var watcher = new JobWatcher(backend);
        var waiting = WaitAsync(watcher, "j");

        var sleeps = new List<double>();
        for (var i = 0; i < 8; i++) sleeps.Add((await _clock.SleepAsync()).TotalMilliseconds);
        Assert.Equal([1000, 1500, 2250, 3375, 5063, 7594, 10_000, 10_000], sleeps);

        var last = await _clock.NextSleepAsync();
        status = JobStatus.Running;
        _clock.Advance(last);
        Assert.Equal(TimeSpan.FromSeconds(1), await _clock.NextSleepAsync());
        status = JobStatus.Succeeded;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(JobStatus.Succeeded, (await waiting.WaitAsync(ProbeBackend.Limit)).Status);
        Assert.Equal(11, backend.Questions.Count);
    }

    [Fact]
    public async Task A_hint_is_followed_at_once()
    {
        var status = JobStatus.Running;
        var backend = new ProbeBackend(_clock, _ => status);
        using var watcher = new JobWatcher(backend);
        var waiting = WaitAsync(watcher, "j");
        await _clock.NextSleepAsync();

        status = JobStatus.Failed;
        backend.Hint("other");
        backend.Hint("j");

        Assert.Equal(JobStatus.Failed, (await waiting.WaitAsync(ProbeBackend.Limit)).Status);
        Assert.Equal(2, backend.Questions.Count);
    }

    [Fact]
    public async Task A_hint_that_comes_while_the_job_is_asked_for_is_followed_too()
    {
        ProbeBackend backend = null!;
        backend = new(_clock, ids =>
        {
            if (backend.Questions.Count > 1) return Answer(ProbeBackend.Info("j", JobStatus.Succeeded));
            // The job ends after the question was answered, and before the answer is there.
            backend.Hint("j");
            return Answer(ProbeBackend.Info("j", JobStatus.Running));
        });
        using var watcher = new JobWatcher(backend);

        await WaitAsync(watcher, "j").WaitAsync(ProbeBackend.Limit);

        Assert.Equal(2, backend.Questions.Count);
    }

    [Fact]
    public async Task A_job_that_is_missing_once_is_not_lost()
    {
        ProbeBackend backend = null!;
        backend = new(_clock, _ => backend.Questions.Count switch
        {
            1 or 3 => Answer(),
            2 => Answer(ProbeBackend.Info("j", JobStatus.Running)),
            _ => Answer(ProbeBackend.Info("j", JobStatus.Succeeded)),
        });
        using var watcher = new JobWatcher(backend);
        var waiting = WaitAsync(watcher, "j");

        for (var i = 0; i < 3; i++) await _clock.SleepAsync();

        Assert.Equal(JobStatus.Succeeded, (await waiting.WaitAsync(ProbeBackend.Limit)).Status);
    }

    [Fact]
    public async Task A_job_that_is_missing_twice_is_not_found()
    {
        var backend = new ProbeBackend(_clock, _ => Answer());
        using var watcher = new JobWatcher(backend);
        var waiting = WaitAsync(watcher, "j");

        await _clock.SleepAsync();

        var e = await Assert.ThrowsAsync<JobNotFoundException>(() => waiting.WaitAsync(ProbeBackend.Limit));
        Assert.Equal("j", e.JobId);
        Assert.Equal(2, backend.Questions.Count);
    }

    [Fact]
    public async Task A_passing_outage_is_survived_and_logged()
    {
        var logger = new RecordingLogger();
        ProbeBackend backend = null!;
        backend = new(
            _clock,
            _ => backend.Questions.Count < 4
                ? Fail(new HttpRequestException("no network"))
                : Answer(ProbeBackend.Info("j", JobStatus.Succeeded)),
            logger);
        using var watcher = new JobWatcher(backend);
        var waiting = WaitAsync(watcher, "j");

        for (var i = 0; i < 3; i++) Assert.Equal(backend.PollInterval.Longest, await _clock.SleepAsync());

        Assert.Equal(JobStatus.Succeeded, (await waiting.WaitAsync(ProbeBackend.Limit)).Status);
        var warnings = logger.Entries.Where(e => e.Level == LogLevel.Warning).ToList();
        Assert.Equal(3, warnings.Count);
        Assert.All(warnings, w => Assert.Contains("cannot be read", w.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bad_answer_such_as_a_page_of_a_proxy_is_passing_too_and_ends_the_waits_only_after_five_minutes()
    {
        var bad = new PaiServiceException("not JSON") { Kind = PaiServiceErrorKind.BadAnswer };
        ProbeBackend backend = null!;
        backend = new(
            _clock, _ => backend.Questions.Count < 4 ? Fail(bad) : Answer(ProbeBackend.Info("j", JobStatus.Succeeded)));
        using var watcher = new JobWatcher(backend);
        var waiting = WaitAsync(watcher, "j");

        for (var i = 0; i < 3; i++) Assert.Equal(backend.PollInterval.Longest, await _clock.SleepAsync());

        Assert.Equal(JobStatus.Succeeded, (await waiting.WaitAsync(ProbeBackend.Limit)).Status);

        backend.Answer = _ => Fail(bad);
        var began = _clock.GetUtcNow();
        var failing = WaitAsync(watcher, "k");
        while (_clock.GetUtcNow() - began < JobWatcher.MaxOutage) await _clock.SleepAsync();
        var e = await Assert.ThrowsAsync<JobException>(() => failing.WaitAsync(ProbeBackend.Limit));
        Assert.Same(bad, e.InnerException);
    }

    [Fact]
    public async Task After_five_minutes_an_outage_ends_the_waits_and_the_next_wait_starts_anew()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var backend = new ProbeBackend(_clock, async _ =>
        {
            await gate.Task;
            throw new HttpRequestException("no network");
        });
        using var watcher = new JobWatcher(backend);
        var waits = (Task[])[WaitAsync(watcher, "j"), WaitAsync(watcher, "k")];
        gate.SetResult();
        var began = _clock.GetUtcNow();
        while (_clock.GetUtcNow() - began < JobWatcher.MaxOutage) await _clock.SleepAsync();

        foreach (var wait in waits)
        {
            var e = await Assert.ThrowsAsync<JobException>(() => wait.WaitAsync(ProbeBackend.Limit));
            Assert.IsType<HttpRequestException>(e.InnerException);
            Assert.Contains("may still run", e.Message, StringComparison.Ordinal);
        }

        _clock.Advance(TimeSpan.FromHours(1));
        var again = WaitAsync(watcher, "j");
        await _clock.NextSleepAsync();
        backend.Answer = _ => Answer(ProbeBackend.Info("j", JobStatus.Succeeded));
        backend.Hint("j");
        await again.WaitAsync(ProbeBackend.Limit);
    }

    [Fact]
    public async Task An_outage_that_nobody_waited_through_to_its_end_is_forgotten()
    {
        var backend = new ProbeBackend(_clock, _ => Fail(new HttpRequestException("no network")));
        using var watcher = new JobWatcher(backend);
        using var cancel = new CancellationTokenSource();
        var waiting = WaitAsync(watcher, "j", cancel.Token);
        await _clock.NextSleepAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        // The loop has ended, or sees the new wait only after that: either way nobody waits in between.
        _clock.Advance(TimeSpan.FromHours(1));

        var again = WaitAsync(watcher, "k");
        await _clock.NextSleepAsync();

        Assert.False(again.IsCompleted);
    }

    [Fact]
    public async Task A_log_that_throws_ends_the_waits_and_does_not_leave_them()
    {
        var logger = new RecordingLogger(new InvalidDataException("the disk is full"));
        var backend = new ProbeBackend(_clock, _ => Fail(new HttpRequestException("no network")), logger);
        using var watcher = new JobWatcher(backend);

        await Assert.ThrowsAsync<InvalidDataException>(() => WaitAsync(watcher, "j").WaitAsync(ProbeBackend.Limit));
    }

    [Fact]
    public async Task An_exception_of_one_job_does_not_end_the_waits_for_others()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var backend = new ProbeBackend(_clock, async ids =>
        {
            await gate.Task;
            if (ids.Contains("damaged")) throw new JobException("run.json is damaged");
            return [.. ids.Select(id => ProbeBackend.Info(id, JobStatus.Succeeded))];
        });
        using var watcher = new JobWatcher(backend);
        var first = WaitAsync(watcher, "first");
        var damaged = WaitAsync(watcher, "damaged");
        var last = WaitAsync(watcher, "last");
        gate.SetResult();

        await Task.WhenAll(first, last).WaitAsync(ProbeBackend.Limit);
        Assert.Equal("run.json is damaged", (await Assert.ThrowsAsync<JobException>(() => damaged.WaitAsync(ProbeBackend.Limit))).Message);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_leaves_the_others()
    {
        var backend = new ProbeBackend(_clock, _ => JobStatus.Running);
        using var watcher = new JobWatcher(backend);
        using var cancel = new CancellationTokenSource();
        var cancelled = WaitAsync(watcher, "j", cancel.Token);
        var other = WaitAsync(watcher, "j");

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        backend.Answer = _ => Answer(ProbeBackend.Info("j", JobStatus.Succeeded));
        backend.Hint("j");

        Assert.Equal(JobStatus.Succeeded, (await other.WaitAsync(ProbeBackend.Limit)).Status);
    }

    [Fact]
    public async Task Disposal_ends_the_waits_and_allows_no_more()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var backend = new ProbeBackend(_clock, _ =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource<IReadOnlyList<JobInfo>>().Task;
        });
        var watcher = new JobWatcher(backend);
        var waits = Enumerable.Range(0, 10).Select(i => WaitAsync(watcher, i < 5 ? "j" : "k")).ToList();
        await asked.Task;

        watcher.Dispose();
        watcher.Dispose();

        foreach (var wait in waits) await Assert.ThrowsAsync<ObjectDisposedException>(() => wait.WaitAsync(ProbeBackend.Limit));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => WaitAsync(watcher, "j"));
    }

    [Fact]
    public async Task While_nothing_is_waited_for_nothing_is_asked()
    {
        var status = JobStatus.Succeeded;
        var backend = new ProbeBackend(_clock, _ => status);
        using var watcher = new JobWatcher(backend);
        await WaitAsync(watcher, "j").WaitAsync(ProbeBackend.Limit);
        status = JobStatus.Running;
        using var cancel = new CancellationTokenSource();
        var waiting = WaitAsync(watcher, "j", cancel.Token);
        await _clock.NextSleepAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var count = backend.Questions.Count;

        _clock.Advance(TimeSpan.FromHours(1));
        backend.Hint("j");

        Assert.Equal(count, backend.Questions.Count);
        status = JobStatus.Succeeded;
        await WaitAsync(watcher, "j").WaitAsync(ProbeBackend.Limit);
        Assert.Equal(count + 1, backend.Questions.Count);
    }

    [Fact]
    public async Task Many_threads_that_wait_cancel_and_hint_while_jobs_end_get_each_end_once()
    {
        const int threads = 100;
        const int jobs = 20;
        var ended = new ConcurrentDictionary<string, bool>();
        // The real clock: its sleeps are the longest there are, and hints end them.
        var backend = new ProbeBackend(TimeProvider.System, id => ended.ContainsKey(id) ? JobStatus.Succeeded : JobStatus.Running);
        using var watcher = new JobWatcher(backend);
        using var start = new Barrier(threads + 1);
        var ends = new ConcurrentQueue<(int Thread, JobInfo Info)>();
        var running = Enumerable.Range(0, threads).Select(t => Task.Factory.StartNew(
            () =>
            {
                var id = Name(t % jobs);
                start.SignalAndWait();
                for (var i = 0; i < 20; i++)
                {
                    using var cancel = new CancellationTokenSource();
                    var cancelled = WaitAsync(watcher, id, cancel.Token);
                    backend.Hint(Name((t + i) % jobs));
                    cancel.Cancel();
                    try
                    {
                        Assert.Equal(id, cancelled.GetAwaiter().GetResult().Id);
                    }
                    catch (OperationCanceledException)
                    {
                        // The end was not there yet.
                    }
                }

                ends.Enqueue((t, WaitAsync(watcher, id).WaitAsync(ProbeBackend.Limit).GetAwaiter().GetResult()));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToList();

        start.SignalAndWait();
        for (var j = 0; j < jobs; j++)
        {
            ended[Name(j)] = true;
            backend.Hint(Name(j));
        }

        await Task.WhenAll(running);
        Assert.Equal(Enumerable.Range(0, threads), ends.Select(e => e.Thread).Order());
        Assert.All(ends, e => Assert.Equal((Name(e.Thread % jobs), JobStatus.Succeeded), (e.Info.Id, e.Info.Status)));
    }

    private static string Name(int job) => string.Create(CultureInfo.InvariantCulture, $"j{job}");
}
