namespace Pai.Jobs.Tests;

/// <summary>The values of a job of this machine, read back.</summary>
public class SubmittedValuesTests
{
    private static readonly JobDefinition s_definition = new("Acme.Job", "true")
    {
        BaseJobName = "job",
        InstanceType = "local",
        Inputs = [new("corpus"), new("extra")],
        Outputs = [new("made"), new("given")],
        Parameters = [new("count"), new("absent"), new("title"), new("key") { IsSecret = true }, new("inline_key") { IsSecret = true }],
    };

    [Fact]
    public async Task They_are_what_was_submitted()
    {
        await using var local = new LocalHarness();
        local.Write("data/a.txt", "a");
        var key = Secret.FromFile(local.Write("key", "hunter2"));
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, local.In("data"));
        var values = new JobValues(s_definition)
            .Input("corpus", relative)
            .Input("extra", null)
            .Output("made", null)
            .Output("given", local.In("results/"))
            .Int32("count", 7)
            .Int32("absent", null)
            .String("title", "it's \"two\nlines\" 日本")
            .Parameter("key", ParameterType.Secret, key)
            .Parameter("inline_key", ParameterType.Secret, Secret.Inline("hunter3"));
        var id = (await local.SubmitAsync(JobPlanner.Resolve(values, new(), BackendContext.Default))).Id;

        await using var other = local.Open();
        var read = await other.Backend.ReadValuesAsync(id, local.Timeout);

        Assert.Equal("Acme.Job", read.RecordName);
        Assert.Equal([KeyValuePair.Create("corpus", DataLocation.Parse(local.In("data")))], read.Inputs);
        Assert.Equal([KeyValuePair.Create("given", DataLocation.Parse(local.In("results/")))], read.Outputs);
        Assert.Equal(
            [("count", "7"), ("key", key.Reference), ("title", "it's \"two\nlines\" 日本")],
            read.Parameters.Select(p => (p.Key, p.Value)).OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_job_that_is_not_there_or_whose_file_is_damaged_they_cannot_be_read()
    {
        await using var local = new LocalHarness();
        const string Missing = "local-20200101000000-abcdefgh";
        var missing = await Assert.ThrowsAsync<JobNotFoundException>(() => local.Backend.ReadValuesAsync(Missing, local.Timeout));
        Assert.Equal(Missing, missing.JobId);

        var id = (await local.RunAsync(LocalHarness.Job("true"))).Id;
        File.WriteAllText(Path.Combine(local.Backend.RunsDirectory, id, "ml/input/config/job.json"), "{");
        var damaged = await Assert.ThrowsAsync<JobException>(() => local.Backend.ReadValuesAsync(id, local.Timeout));
        Assert.Contains("job.json", damaged.Message, StringComparison.Ordinal);
    }
}
