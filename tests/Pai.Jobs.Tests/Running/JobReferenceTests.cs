namespace Pai.Jobs.Tests;

/// <summary>The identity of a run as JSON.</summary>
public class JobReferenceTests
{
    private static readonly JobReference s_full = new()
    {
        Backend = "dlc",
        Region = "cn-hangzhou",
        WorkspaceId = "123456",
        RunsDirectory = "/runs",
        JobId = "dlc1",
        Name = "train \"a\"",
    };

    [Fact]
    public void It_is_read_back_as_it_was_written()
    {
        Assert.Equal(s_full, JobReference.Parse(s_full.ToJson()));
        Assert.Equal(s_full.ToJson(), s_full.ToString());
        var short_ = new JobReference { Backend = "test", JobId = "test-1", Name = "run" };
        Assert.Equal("""{"version":1,"backend":"test","jobId":"test-1","name":"run"}""", short_.ToJson());
        Assert.True(JobReference.TryParse(short_.ToJson(), out var read));
        Assert.Equal(short_, read);
    }

    [Fact]
    public void Members_of_a_later_library_are_left_out() =>
        Assert.Equal(s_full, JobReference.Parse(s_full.ToJson().Replace("{", """{"more":[1],""", StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("dlc1")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":"1","backend":"dlc","jobId":"dlc1","name":"a"}""")]
    [InlineData("""{"version":1.5,"backend":"dlc","jobId":"dlc1","name":"a"}""")]
    [InlineData("""{"version":1,"backend":"dlc","jobId":"dlc1"}""")]
    [InlineData("""{"version":1,"backend":"dlc","jobId":"","name":"a"}""")]
    [InlineData("""{"version":1,"backend":7,"jobId":"dlc1","name":"a"}""")]
    public void What_is_not_one_is_refused(string json)
    {
        Assert.False(JobReference.TryParse(json, out _));
        Assert.Contains("it is like {", Assert.Throws<FormatException>(() => JobReference.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_a_later_version_says_so()
    {
        var e = Assert.Throws<FormatException>(
            () => JobReference.Parse("""{"version":2,"backend":"dlc","jobId":"dlc1","name":"a"}"""));
        Assert.Contains("version 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_attached_to_by_its_reference_untyped_and_typed()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run());
        var submitted = await new TestJob().SubmitAsync(session);
        var reference = JobReference.Parse(submitted.ToReference().ToJson());

        var run = await session.AttachAsync(reference);
        var typed = await JobRunner.AttachAsync<TestJob, TestJob.TestOutputs>(TestJob.Definition, session, reference, default);

        Assert.Equal((submitted.Id, JobStatus.Running), (run.Id, run.Status));
        Assert.Equal(submitted.Outputs, typed.Outputs);
        await Assert.ThrowsAsync<JobNotFoundException>(() => session.AttachAsync(reference with { JobId = "test-9" }));
    }

    [Fact]
    public async Task A_run_on_this_machine_is_one_of_its_folder()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        await using var mine = PaiSession.Local(new() { RunsDirectory = local.In("mine") });
        await using var other = PaiSession.Local(new() { RunsDirectory = local.In("other") });
        var reference = new JobRun(mine.Backend, new() { Id = "r1", Name = "run", Status = JobStatus.Running }).ToReference();

        Assert.Equal(("local", local.In("mine")), (reference.Backend, reference.RunsDirectory));
        var e = await Assert.ThrowsAsync<JobException>(() => other.AttachAsync(reference));
        Assert.Contains($"of the folder of runs \"{local.In("mine")}\"", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobNotFoundException>(() => mine.AttachAsync(reference));
    }
}
