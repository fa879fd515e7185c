namespace Pai.Jobs.Tests;

public class AttachTests
{
    private static Task<JobRun<TestJob, TestJob.TestOutputs>> AttachAsync(PaiSession session, string jobIdOrMarker) =>
        JobRunner.AttachAsync<TestJob, TestJob.TestOutputs>(TestJob.Definition, session, jobIdOrMarker, default);

    [Fact]
    public async Task A_job_is_found_by_its_id_and_by_its_marker()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run());
        var run = await new TestJob().SubmitAsync(session);

        foreach (var found in (JobRun<TestJob, TestJob.TestOutputs>[])
            [await AttachAsync(session, run.Id), await AttachAsync(session, backend.Prepared[0].Marker.ToString())])
        {
            Assert.Equal((run.Id, run.Name, JobStatus.Running), (found.Id, found.Name, found.Status));
            Assert.Equal(run.Outputs, found.Outputs);
        }
    }

    [Fact]
    public async Task A_job_whose_answer_was_lost_is_found_by_the_marker_when_the_list_has_it()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.ListLag = TimeSpan.FromMinutes(1);
        backend.OnSubmit(_ => new ScriptedJob().LoseAnswer().Run().Succeed());

        var lost = await Assert.ThrowsAsync<JobSubmissionInDoubtException>(() => new TestJob().SubmitAsync(session));

        var unseen = await Assert.ThrowsAsync<JobNotFoundException>(() => AttachAsync(session, lost.Marker.ToString()));
        Assert.Contains("A list may lag behind", unseen.Message, StringComparison.Ordinal);
        backend.Clock.Advance(TimeSpan.FromMinutes(1));
        var run = await AttachAsync(session, lost.Marker.ToString());
        Assert.Equal(lost.Marker.JobName, run.Name);
        await run.EnsureSucceededAsync();
    }

    [Fact]
    public async Task A_job_of_any_record_or_none_is_attached_to_by_the_session()
    {
        await using var session = PaiSession.Test(out var backend);
        var submitted = await new TestJob().SubmitAsync(session);
        var foreign = backend.Add("by_hand", new ScriptedJob().Run().WriteLine("hello").Succeed());

        Assert.Equal(submitted.Name, (await session.AttachAsync(submitted.Id)).Name);
        var run = await session.AttachAsync(foreign);
        await run.EnsureSucceededAsync();
        Assert.Equal(("by_hand", null, null), (run.Name, run.Info.RecordName, run.Info.Outputs));
        await Assert.ThrowsAsync<JobNotFoundException>(() => session.AttachAsync("test-3"));
        await Assert.ThrowsAsync<ArgumentException>(() => session.AttachAsync(""));
    }

    [Fact]
    public async Task A_foreign_job_attached_to_by_a_record_says_that_its_outputs_and_values_are_not_known()
    {
        await using var session = PaiSession.Test(out var backend);
        var run = await AttachAsync(session, backend.Add("by_hand", new ScriptedJob().Succeed()));

        Assert.Contains("not known", Assert.Throws<JobException>(() => run.Outputs.Table).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobNotSupportedException>(() => run.ReadJobAsync());
    }

    [Fact]
    public async Task Attaching_by_another_record_is_refused_with_the_right_one()
    {
        await using var session = PaiSession.Test(out _);
        var run = await new TestJob().SubmitAsync(session);
        var other = new JobDefinition("Acme.OtherJob", "true") { BaseJobName = "other" };

        var e = await Assert.ThrowsAsync<JobException>(() =>
            JobRunner.AttachAsync<TestJob, TestJob.TestOutputs>(other, session, run.Id, default));

        Assert.Contains("Acme.TestJob.AttachAsync", e.Message, StringComparison.Ordinal);
    }
}
