namespace Pai.Jobs.Tests;

/// <summary>A prepared job is submitted once, by the backend that prepared it, and not with problems.</summary>
public class PreparedJobTests
{
    [Fact]
    public async Task It_is_submitted_once()
    {
        await using var local = new LocalHarness();
        var prepared = await local.PrepareAsync(LocalHarness.Job("true"));

        var submissions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(TrySubmitAsync)));

        var id = Assert.Single(submissions, s => s is not null)!;
        Assert.Equal([id], await local.ListAsync(new()));
        var again = await Assert.ThrowsAsync<ArgumentException>(() => local.Backend.SubmitAsync(prepared));
        Assert.Contains("submitted already", again.Message, StringComparison.Ordinal);

        async Task<string?> TrySubmitAsync()
        {
            try
            {
                return (await local.Backend.SubmitAsync(prepared, cancellationToken: local.Timeout)).Id;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task Another_backend_refuses_it_and_its_own_still_takes_it()
    {
        await using var local = new LocalHarness();
        await using var other = local.Open();
        var prepared = await local.PrepareAsync(LocalHarness.Job("true"));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => other.Backend.SubmitAsync(prepared));

        Assert.Contains("another backend", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await local.ListAsync(new()));
        Assert.Equal(JobStatus.Succeeded, (await local.WaitAsync((await local.Backend.SubmitAsync(prepared)).Id)).Status);
    }

    [Fact]
    public async Task Problems_refuse_it_all_at_once_and_nothing_is_written()
    {
        await using var local = new LocalHarness();
        var job = LocalHarness.Job(JobCommand.Shell("true"), instanceCount: 2) with
        {
            JobType = JobType.RayJob,
            Problems = [new("Image", "is wrong.")],
        };
        var prepared = await local.PrepareAsync(job);

        var refused = await Assert.ThrowsAsync<JobValidationException>(() => local.Backend.SubmitAsync(prepared));

        Assert.Equal(["Image", "InstanceCount"], refused.Problems.Select(p => p.Subject));
        Assert.Equal(prepared.Problems, refused.Problems);
        Assert.False(Directory.Exists(local.Backend.RunsDirectory));
    }

    [Fact]
    public async Task Preparing_changes_nothing_and_tells_where_the_outputs_will_be()
    {
        await using var local = new LocalHarness();
        local.Write("src/main.sh", "echo");
        var job = LocalHarness.Job(JobCommand.Shell("true"), local.In("src"), outputs: [LocalHarness.Output("out")]);
        var prepared = await local.PrepareAsync(job);

        Assert.False(Directory.Exists(local.Backend.RunsDirectory));
        Assert.Equal(["main.sh"], prepared.Code!.Entries);
        var submitted = await local.Backend.SubmitAsync(prepared, cancellationToken: local.Timeout);
        Assert.Equal(prepared.Outputs, submitted.Outputs);
    }
}
