using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Tests;

public class SubmitOnceTests
{
    private static readonly string[] s_steps =
        ["prepare", "sign", "create", "find", "get", "read -intent", "read outcome", "write -intent", "write outcome"];

    /// <summary>Runs without the context of the test: what follows a call must run with it.</summary>
    private static void InWorld(int seed, Action<SubmitWorld> test)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            test(new(seed));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    [Fact]
    public void The_second_submission_gets_the_job_of_the_first() => InWorld(1, world =>
    {
        var first = world.Start();
        world.RunUntilEnded(first);
        var second = world.Start();
        world.RunUntilEnded(second);

        var (_, info, _) = Assert.Single(world.Jobs);
        Assert.Equal((info.Id, info.Id), (first.Task.Result.Id, second.Task.Result.Id));
        Assert.Empty(first.Task.Result.Notes);
        Assert.Contains("\"key\" was used before", Assert.Single(second.Task.Result.Notes), StringComparison.Ordinal);
        Assert.Single(world.Steps, s => s == "prepare");
        Assert.DoesNotContain("find", world.Steps);
    });

    [Fact]
    public void Another_content_is_refused_with_both_and_what_differs() => InWorld(2, world =>
    {
        world.RunUntilEnded(world.Start());
        var other = LocalHarness.Job("true") with { RecordName = "Acme.Other", Description = "x" };

        var second = world.Start(content: SubmissionContent.Of(other, "c0de", new Dictionary<string, string>()));
        world.RunUntilEnded(second);

        var e = Assert.IsType<JobException>(second.Task.Exception!.InnerException);
        Assert.Matches("\"key\" belongs to the job job_1 of Acme.Job .*differs from it in description, record\\.", e.Message);
        Assert.Single(world.Jobs);
    });

    [Fact]
    public void A_job_that_is_gone_is_not_submitted_again() => InWorld(3, world =>
    {
        world.RunUntilEnded(world.Start());
        world.Jobs.Clear();

        var second = world.Start();
        world.RunUntilEnded(second);

        Assert.Equal("job-1", Assert.IsType<JobNotFoundException>(second.Task.Exception!.InnerException).JobId);
        Assert.Empty(world.Jobs);
    });

    [Fact]
    public void After_a_refusal_the_next_submission_creates_the_job_at_once() => InWorld(4, world =>
    {
        var began = world.Clock.GetUtcNow();
        world.Fate = (step, _) => step == "create" ? CallFate.Refused : CallFate.Answered;
        var first = world.Start();
        world.RunUntilEnded(first);
        world.Fate = (_, _) => CallFate.Answered;
        // Nothing was created: the content may be another one now.
        var other = LocalHarness.Job("false");
        var second = world.Start(content: SubmissionContent.Of(other, "c0de", new Dictionary<string, string>()));
        world.RunUntilEnded(second);

        Assert.IsType<JobException>(first.Task.Exception!.InnerException);
        Assert.Equal(Assert.Single(world.Jobs).Info.Id, second.Task.Result.Id);
        Assert.DoesNotContain("find", world.Steps);
    });

    [Fact]
    public void A_claim_without_a_job_is_in_doubt_for_20_minutes() => InWorld(5, world =>
    {
        world.Fate = (step, _) => step == "sign" ? CallFate.KilledBefore : CallFate.Answered;
        world.RunUntilEnded(world.Start());
        world.Fate = (_, _) => CallFate.Answered;
        var began = world.Clock.GetUtcNow();

        var second = world.Start();
        world.RunUntilEnded(second);
        var e = Assert.IsType<JobSubmissionInDoubtException>(second.Task.Exception!.InnerException);
        Assert.Equal("key", e.SubmitKey);
        Assert.Contains("Submit it again with the same key", e.Message, StringComparison.Ordinal);
        Assert.True(world.Clock.GetUtcNow() - began >= SubmitOnce.LookUpTime);
        Assert.Empty(world.Jobs);

        world.Pass(SubmitOnce.TakeOverAge);
        Submitter[] both = [world.Start(), world.Start()];
        world.RunUntilEnded(both);
        Assert.All(both, b => Assert.Equal("job-1", b.Task.Result.Id));
        Assert.Single(world.Jobs);
    });

    [Fact]
    public void Where_the_owner_is_known_to_have_ended_its_claim_is_taken_over_at_once() => InWorld(6, world =>
    {
        world.SeesProcesses = true;
        world.Fate = (step, _) => step == "sign" ? CallFate.KilledBefore : CallFate.Answered;
        world.RunUntilEnded(world.Start());
        world.Fate = (_, _) => CallFate.Answered;

        var second = world.Start();
        world.RunUntilEnded(second);

        Assert.Equal(Assert.Single(world.Jobs).Info.Id, second.Task.Result.Id);
        Assert.Equal(2, world.Steps.Count(s => s == "find"));
    });

    [Fact]
    public void A_process_that_stood_still_after_its_claim_creates_nothing_with_it() => InWorld(7, world =>
    {
        world.Fate = (step, _) =>
        {
            if (step == "write -intent" && world.Steps.Count(s => s == step) == 1) world.Pass(TimeSpan.FromMinutes(30));
            return CallFate.Answered;
        };

        var first = world.Start();
        world.RunUntilEnded(first);

        Assert.Equal(Assert.Single(world.Jobs).Info.Id, first.Task.Result.Id);
        Assert.Equal(2, world.Steps.Count(s => s == "write -intent"));
    });

    [Fact]
    public void A_machine_that_slept_after_a_claim_creates_nothing_with_it() => InWorld(10, world =>
    {
        world.Fate = (step, _) =>
        {
            if (step == "write -intent" && world.Steps.Count(s => s == step) == 1) world.Sleep(TimeSpan.FromMinutes(30));
            return CallFate.Answered;
        };

        var first = world.Start();
        world.RunUntilEnded(first);

        Assert.Equal(Assert.Single(world.Jobs).Info.Id, first.Task.Result.Id);
        Assert.Equal(2, world.Steps.Count(s => s == "write -intent"));
    });

    [Theory]
    [InlineData("write -intent")]
    [InlineData("sign")]
    public void A_cancelled_submission_leaves_the_key_free(string at) => InWorld(8, world =>
    {
        using var cancel = new CancellationTokenSource();
        world.Fate = (step, _) =>
        {
            if (step == at) cancel.Cancel();
            return CallFate.Answered;
        };
        var first = world.Start(cancellationToken: cancel.Token);
        world.RunUntilEnded(first);
        var second = world.Start();
        world.RunUntilEnded(second);

        Assert.True(first.Task.IsCanceled);
        Assert.Equal(Assert.Single(world.Jobs).Info.Id, second.Task.Result.Id);
        Assert.DoesNotContain("find", world.Steps);
    });

    /// <summary>Only what says so proves that there is no job.</summary>
    [Fact]
    public void What_a_backend_throws_by_mistake_proves_nothing() => InWorld(9, world =>
    {
        foreach (var failure in (Exception[])[new ApiInDoubtException("CreateJob", new("lost")), new InvalidOperationException("oops")])
        {
            world.CreateFailure = failure;
            var first = world.Start();
            world.RunUntilEnded(first);
            world.CreateFailure = null;
            var second = world.Start();
            world.RunUntilEnded(second);

            Assert.Same(failure, first.Task.Exception!.InnerException);
            Assert.IsType<JobSubmissionInDoubtException>(second.Task.Exception!.InnerException);
            Assert.DoesNotContain("write outcome", world.Steps);
            world.Pass(SubmitOnce.TakeOverAge);
        }

        Assert.Empty(world.Jobs);
    });

    [Fact]
    public void One_key_in_two_workspaces_and_two_keys_that_look_alike_are_apart()
    {
        string[] folders =
        [
            SubmitOnce.FolderOf("a", "b"), SubmitOnce.FolderOf("b", "a"), SubmitOnce.FolderOf("", "ab"), SubmitOnce.FolderOf("a\0b", "c"),
            SubmitOnce.FolderOf("a", "b\0c"),
        ];

        Assert.Equal(folders.Length, folders.Distinct().Count());
        Assert.All(folders, f => Assert.Matches("^[0-9a-f]{64}$", f));
    }

    /// <summary>Every fault at every step, in runs that a seed scripts.</summary>
    [Fact]
    public void Whatever_goes_wrong_there_is_one_job_at_most_and_a_success_has_it()
    {
        CallFate[] faults = [.. Enum.GetValues<CallFate>().Where(f => f != CallFate.Answered)];
        var hit = new HashSet<(string, CallFate)>();
        for (var seed = 0; seed < 1000; seed++)
        {
            var (fault, step) = (faults[seed % faults.Length], s_steps[seed / faults.Length % s_steps.Length]);
            InWorld(seed, world =>
            {
                var random = new Random(seed);
                var left = random.Next(1, 4);
                world.SeesProcesses = seed % 5 == 0;
                world.Fate = (at, _) =>
                {
                    // The fault of this run at its step, and some of any kind anywhere.
                    var isHit = at == step && left > 0 && random.Next(2) == 0;
                    if (isHit) left--;
                    var fate = isHit ? fault : random.Next(25) == 0 ? faults[random.Next(faults.Length)] : CallFate.Answered;
                    if (fate != CallFate.Answered) hit.Add((at, fate));
                    return fate;
                };
                Check(world, random, seed);
            });
        }

        Assert.Empty(s_steps.SelectMany(s => faults.Select(f => (s, f))).Except(hit));
    }

    private static void Check(SubmitWorld world, Random random, int seed)
    {
        for (var round = 0; round < 4; round++)
        {
            Submitter[] racing = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => world.Start())];
            world.RunUntilEnded(racing);
            if (random.Next(3) == 0) world.Pass(TimeSpan.FromMinutes(random.Next(1, 25)));
        }

        // Then all is well, and whoever tries again gets the job.
        world.Fate = (_, _) => CallFate.Answered;
        Submitter last;
        do
        {
            last = world.Start();
            world.RunUntilEnded(last);
            if (last.Task.IsFaulted) Assert.IsType<JobSubmissionInDoubtException>(last.Task.Exception!.InnerException);
            world.Pass(TimeSpan.FromMinutes(25));
        }
        while (last.Task.IsFaulted);

        Assert.True(world.Jobs.Count == 1, $"{world.Jobs.Count} jobs with the seed {seed}.");
        var (marker, info, _) = world.Jobs[0];
        Assert.Equal(info.Id, last.Task.Result.Id);
        Assert.Equal(info.Id, world.FindNow(marker)?.Id);
        foreach (var submitter in world.Submitters.Where(s => s.Task.IsCompleted))
        {
            if (submitter.Task.IsCompletedSuccessfully) Assert.Equal(info.Id, submitter.Task.Result.Id);
            else if (submitter.Task.Exception?.InnerException is JobSubmissionInDoubtException doubt)
                Assert.Equal(doubt.Marker == marker ? info.Id : null, world.FindNow(doubt.Marker)?.Id);
            else Assert.IsAssignableFrom<JobException>(submitter.Task.Exception!.InnerException);
        }
    }
}
