namespace Pai.Jobs.Tests;

public class ReadJobTests
{
    [Fact]
    public async Task A_run_gives_its_record_back_to_run_it_again_with_one_change()
    {
        await using var session = PaiSession.Test(
            out var backend, b => b.Environment = name => name == "DB_PASSWORD" ? "hunter2" : null);
        var job = new TestJob { Corpus = DataLocation.Parse("/data/other"), Count = 7, Password = Secret.FromEnvironment("DB_PASSWORD") };
        var run = await job.SubmitAsync(session);

        var read = await run.ReadJobAsync();
        Assert.Equal(job, read);
        Assert.Equal("env:DB_PASSWORD", read.Password!.Reference);
        await (read with { Count = 8 }).RunAsync(session, new() { LogWriter = TextWriter.Null });

        Assert.Equal(["7", "8"], backend.Submitted.Select(s => s.Parameters.Single(p => p.Name == "count").Text));
        Assert.Equal("/data/other", backend.Submitted[1].Inputs[0].Location!.ToString());
        Assert.Equal(Secret.FromEnvironment("DB_PASSWORD"), backend.Submitted[1].Parameters.Single(p => p.Name == "password").Secret);
    }

    [Fact]
    public async Task A_location_that_was_given_comes_back_and_one_that_the_backend_chose_does_not()
    {
        await using var session = PaiSession.Test(out _);
        var chosen = await new TestJob().SubmitAsync(session);
        var given = await new TestJob { Table = DataLocation.Parse("/out/table/") }.SubmitAsync(session);

        Assert.Null((await chosen.ReadJobAsync()).Table);
        Assert.Equal("/out/table/", (await given.ReadJobAsync()).Table!.FilePath);
    }

    [Fact]
    public async Task An_inline_secret_does_not_come_back_and_a_required_one_is_missed()
    {
        await using var session = PaiSession.Test(out _);
        var optional = await new TestJob { Password = Secret.Inline("opensesame") }.SubmitAsync(session);
        Assert.Null((await optional.ReadJobAsync()).Password);

        var required = await new SecretJob { Key = Secret.Inline("opensesame") }.SubmitAsync(session);
        var e = await Assert.ThrowsAsync<JobReadException>(() => required.ReadJobAsync());
        Assert.Contains("\"key\"", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("opensesame", e.ToString(), StringComparison.Ordinal);
    }

    private sealed record SecretJob : IJob<SecretJob, SecretJob.SecretOutputs>
    {
        private static readonly JobDefinition s_definition = new("Acme.SecretJob", "true")
        {
            BaseJobName = "secret_job",
            InstanceType = "local",
            Parameters = [new("key") { IsSecret = true }],
        };

        public required Secret Key { get; init; }

        public JobValues ToValues() => new JobValues(s_definition).Parameter("key", ParameterType.Secret, Key);

        public static SecretJob ReadFrom(JobReader reader) => new() { Key = reader.Parameter("key", ParameterType.Secret) };

        internal sealed class SecretOutputs : JobOutputs;
    }
}
