using System.Text;

namespace Pai.Jobs.Tests;

/// <summary>Batches that are cut off and resumed.</summary>
public sealed class BatchLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Ledger => _folder.In("batch.jsonl");

    private static IReadOnlyList<TestJob> Jobs(int count) => [.. Enumerable.Range(0, count).Select(i => new TestJob { Count = i })];

    private static string CountOf(JobSubmission job) => job.Parameters.Single(p => p.Name == "count").Text!;

    public void Dispose() => _folder.Dispose();

    private BatchOptions Options(IProgress<BatchProgress>? progress = null) =>
        new() { MaxParallel = 1, Ledger = Ledger, Progress = progress, Run = new() { LogWriter = TextWriter.Null } };

    [Fact]
    public async Task A_batch_that_was_cut_off_goes_on_where_it_was()
    {
        await using var session = PaiSession.Test(out var backend);
        using var cancel = new CancellationTokenSource();
        backend.OnSubmit(job =>
        {
            if (CountOf(job) == "2") cancel.Cancel();
            return new ScriptedJob().Run().Succeed();
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => Jobs(5).RunAllAsync(session, Options(), cancel.Token));
        Assert.Equal(3, backend.Submitted.Count);

        var outcomes = await Jobs(5).RunAllAsync(session, Options());

        Assert.All(outcomes, o => Assert.True(o.IsSuccess));
        Assert.Equal(["test-1", "test-2", "test-3", "test-4", "test-5"], outcomes.Select(o => o.Run!.Id));
        Assert.Equal(["0", "1", "2", "3", "4"], backend.Submitted.Select(CountOf));
        Assert.Equal(5, backend.Submitted.Select(s => s.SubmitKey).Distinct().Count());
        Assert.Matches(@"^batch/[a-z0-9]{16}/0/[0-9a-f]{16}$", backend.Submitted[0].SubmitKey);
    }

    [Fact]
    public async Task All_runs_of_a_batch_have_its_label_also_those_after_it_was_resumed()
    {
        await using var session = PaiSession.Test(out var backend);
        await Jobs(2).RunAllAsync(session, Options());
        await Jobs(3).RunAllAsync(session, Options());
        await Jobs(2).RunAllAsync(session, new() { Run = new() { Labels = new Dictionary<string, string?> { ["team"] = "a" } } });

        var batches = backend.Submitted.Select(s => s.Labels["pai-jobs-batch"]).ToList();
        Assert.Equal(5, batches.Count);
        Assert.Single(batches.Take(3).Distinct());
        Assert.Single(batches.Skip(3).Distinct());
        Assert.NotEqual(batches[0], batches[^1]);
        Assert.StartsWith($"batch/{batches[0]}/", backend.Submitted[0].SubmitKey, StringComparison.Ordinal);
        Assert.Equal("a", backend.Submitted[^1].Labels["team"]);
    }

    /// <summary>A run of the batch can be submitted again by its key alone.</summary>
    [Fact]
    public async Task The_label_is_not_part_of_what_a_submit_key_compares()
    {
        await using var session = PaiSession.Test(out var backend);
        await Jobs(1).RunAllAsync(session, Options());
        var first = backend.Submitted.Single();

        var again = await new TestJob { Count = 0 }.SubmitAsync(session, new() { SubmitKey = first.SubmitKey });

        Assert.Equal("test-1", again.Id);
    }

    [Fact]
    public async Task What_has_ended_is_not_run_again_also_where_it_failed_or_is_gone()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(job => CountOf(job) == "1" ? new ScriptedJob().Run().Fail(7) : new ScriptedJob().Run().Succeed());
        var first = await Jobs(3).RunAllAsync(session, Options());
        await backend.DeleteAsync("test-1", default);
        await backend.DeleteAsync("test-2", default);

        var second = await Jobs(3).RunAllAsync(session, Options());

        Assert.Equal(3, backend.Submitted.Count);
        Assert.Equal(first.Select(o => (o.IsSuccess, o.Run!.Id, o.Run.Status)), second.Select(o => (o.IsSuccess, o.Run!.Id, o.Run.Status)));
        Assert.Equal(first[0].Run!.Outputs, second[0].Run!.Outputs);
        var e = Assert.IsType<JobFailedException>(second[1].Exception);
        Assert.Equal((7, JobFailureCause.OwnError), (e.ExitCode, e.Info.FailureCause));
    }

    /// <summary>A process may be killed while it writes: whatever is there of the file, nothing is submitted twice.</summary>
    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task Whatever_is_left_of_the_file_nothing_is_submitted_twice()
    {
        await using var session = PaiSession.Test(out var backend);
        await Jobs(2).RunAllAsync(session, Options());
        var whole = await File.ReadAllBytesAsync(Ledger);
        // The first line and the keys are on the disk before anything is submitted.
        var keys = IndexOfLine(whole, 3);
        for (var length = keys; length <= whole.Length; length += 3)
        {
            await File.WriteAllBytesAsync(Ledger, whole[..length]);
            var outcomes = await Jobs(2).RunAllAsync(session, Options());
            Assert.All(outcomes, o => Assert.True(o.IsSuccess));
        }

        Assert.Equal(2, backend.Submitted.Count);
        var id = Encoding.UTF8.GetString(whole).Split('"')[3];
        for (var length = 0; length < keys; length += 3)
        {
            await using var other = PaiSession.Test(out var fresh);
            await File.WriteAllBytesAsync(Ledger, whole[..length]);
            await Jobs(2).RunAllAsync(other, Options());
            Assert.Equal(2, fresh.Submitted.Count);
            if (length >= IndexOfLine(whole, 1)) Assert.All(fresh.Submitted, s => Assert.StartsWith($"batch/{id}/", s.SubmitKey));
        }
    }

    private static int IndexOfLine(byte[] bytes, int line)
    {
        var index = 0;
        for (var i = 0; i < line; i++) index = Array.IndexOf(bytes, (byte)'\n', index) + 1;
        return index;
    }

    [Fact]
    public async Task The_file_belongs_to_the_jobs_and_others_may_follow()
    {
        await using var session = PaiSession.Test(out var backend);
        await Jobs(2).RunAllAsync(session, Options());

        var other = await Assert.ThrowsAsync<JobException>(
            () => new[] { new TestJob { Count = 0 }, new TestJob { Count = 9 } }.RunAllAsync(session, Options()));
        var options = await Assert.ThrowsAsync<JobException>(
            () => Jobs(2).RunAllAsync(session, Options() with { Run = new() { Image = "registry.example/b:2" } }));
        var fewer = await Assert.ThrowsAsync<JobException>(() => Jobs(1).RunAllAsync(session, Options()));
        Assert.Contains("the job at index 1 (Acme.TestJob) differ", other.Message, StringComparison.Ordinal);
        Assert.Contains("the job at index 0", options.Message, StringComparison.Ordinal);
        Assert.Contains("a batch of 2 jobs, and this one has 1", fewer.Message, StringComparison.Ordinal);
        Assert.All((JobException[])[other, options, fewer], e => Assert.Contains(Ledger, e.Message, StringComparison.Ordinal));

        Assert.Equal(3, (await Jobs(3).RunAllAsync(session, Options())).Count);
        Assert.Equal(["0", "1", "2"], backend.Submitted.Select(CountOf));
    }

    [Fact]
    public async Task A_file_that_is_in_use_or_damaged_or_of_another_backend_starts_nothing()
    {
        await using var session = PaiSession.Test(out var backend);
        using (new FileStream(Ledger, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var used = await Assert.ThrowsAsync<JobException>(() => Jobs(1).RunAllAsync(session, Options()));
            Assert.Contains("Another process", used.Message, StringComparison.Ordinal);
        }

        (string Text, string Part)[] broken =
        [
            ("hello\n", "line 1 is damaged"),
            ("{}\n", "first line is not that of a ledger"),
            ("{\"ledger\":\"a\",\"version\":2,\"backend\":\"test\"}\n", "version 1"),
            ("{\"ledger\":\"a\",\"version\":1,\"backend\":\"dlc\"}\n", "the backend \"dlc\""),
            ("{\"ledger\":\"a\",\"version\":1,\"backend\":\"test\"}\n{\"job\":\n{}\n", "line 2 is damaged"),
        ];
        foreach (var (text, part) in broken)
        {
            await File.WriteAllTextAsync(Ledger, text);
            var e = await Assert.ThrowsAsync<JobException>(() => Jobs(1).RunAllAsync(session, Options()));
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
            Assert.Equal(text, await File.ReadAllTextAsync(Ledger));
        }

        var missing = Options() with { Ledger = _folder.In("missing/batch.jsonl") };
        await Assert.ThrowsAsync<JobException>(() => Jobs(1).RunAllAsync(session, missing));
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task Inline_secrets_are_refused_and_references_leave_no_value()
    {
        await using var session = PaiSession.Test(out var backend, b => b.Environment = n => n == "PASSWORD" ? "open-sesame" : null);
        TestJob[] inline = [new TestJob { Password = Secret.Inline("open-sesame") }];

        var e = await Assert.ThrowsAsync<ArgumentException>(() => inline.RunAllAsync(session, Options()));
        Assert.Contains("password", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("open-sesame", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));

        await new[] { new TestJob { Password = Secret.FromEnvironment("PASSWORD") } }.RunAllAsync(session, Options());
        var text = await File.ReadAllTextAsync(Ledger);
        Assert.DoesNotContain("open-sesame", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-value", text, StringComparison.Ordinal);
        Assert.Single(backend.Submitted);
    }

    [Fact]
    public async Task A_key_for_all_jobs_and_a_backend_without_keys_are_refused()
    {
        await using var session = PaiSession.Test(out var backend);
        var options = Options() with { Run = new() { SubmitKey = "k" } };

        var e = await Assert.ThrowsAsync<ArgumentException>(() => Jobs(1).RunAllAsync(session, options));

        Assert.Contains("BatchOptions.Run.SubmitKey", e.Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
        await using var local = new LocalHarness(LocalIsolation.Process);
        await using var remote = PaiSession.CreateBuilder().UseBackend(new RemoteBackend(new(local.Backend))).Build();
        await Assert.ThrowsAsync<JobNotSupportedException>(() => Jobs(1).RunAllAsync(remote, Options()));
    }

    [Fact]
    public async Task Tries_go_on_as_well()
    {
        await using var session = PaiSession.Test(out var backend);
        using var cancel = new CancellationTokenSource();
        var submitted = 0;
        backend.OnSubmit(_ =>
        {
            if (++submitted == 2) cancel.Cancel();
            return submitted < 3 ? new ScriptedJob().FailBy(JobFailureCause.OutOfStock) : new ScriptedJob().Run().Succeed();
        });
        var retry = new RetryOptions { OutOfStock = new() { Delay = TimeSpan.Zero } };
        var options = Options() with { Run = new() { LogWriter = TextWriter.Null, Retry = retry } };
        await Assert.ThrowsAsync<OperationCanceledException>(() => Jobs(1).RunAllAsync(session, options, cancel.Token));

        var outcomes = await Jobs(1).RunAllAsync(session, options);

        Assert.Equal(["test-1", "test-2", "test-3"], Assert.Single(outcomes).Run!.Tries.Select(t => t.Id));
        Assert.Equal(["", "/try-2", "/try-3"], backend.Submitted.Select(s => s.SubmitKey![backend.Submitted[0].SubmitKey!.Length..]));
        Assert.Equal("test-3", (await Jobs(1).RunAllAsync(session, options))[0].Run!.Id);
        Assert.Equal(3, backend.Submitted.Count);
    }

    /// <summary>The process is killed at each step of a batch that it reports; the next one ends it.</summary>
    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task A_batch_that_was_killed_at_any_step_runs_each_job_once()
    {
        var killed = 0;
        for (var step = 1; ; step++)
        {
            await using var local = new LocalHarness(LocalIsolation.Process);
            Directory.CreateDirectory(local.Backend.RunsDirectory);
            string[] arguments = ["batch", local.Backend.RunsDirectory, local.In("ledger"), $"{step}", local.In("ran")];
            using var host = HostProcess.Start([], arguments);
            var (exitCode, output) = await host.EndAsync(local.Timeout);

            arguments[3] = "99";
            using var next = HostProcess.Start([], arguments);
            var (ended, _) = await next.EndAsync(local.Timeout);

            Assert.True(ended == 0, $"After a kill at {output}");
            Assert.Equal(["ran", "ran"], File.ReadAllLines(local.In("ran")));
            Assert.Equal(2, (await local.ListAsync(new())).Count);
            if (exitCode == 0) break;
            killed++;
        }

        Assert.Equal(6, killed);
    }
}
