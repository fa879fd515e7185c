namespace Pai.Jobs.Tests;

public sealed class PaiSessionTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pai-session-");

    public void Dispose() => _home.Delete(recursive: true);

    private PaiSession Create(Action<PaiSessionBuilder>? configure = null, string? variable = null) => PaiSession.CreateDefault(builder =>
    {
        builder.Environment = name => name switch { "PAI_JOBS_BACKEND" => variable, "HOME" => _home.FullName, _ => null };
        configure?.Invoke(builder);
    });

    private void Configure(string json)
    {
        Directory.CreateDirectory(Path.Combine(_home.FullName, ".pai"));
        File.WriteAllText(Path.Combine(_home.FullName, ".pai", "config.json"), json);
    }

    [Fact]
    public async Task Without_any_setting_jobs_run_on_this_machine()
    {
        await using var session = Create();
        Assert.Equal(("local", "the default"), (session.Backend.Name, session.BackendSource));
    }

    [Fact]
    public async Task An_option_wins_over_the_variable_and_the_variable_over_the_file()
    {
        Configure("""{ "backend": "nowhere", "region_id": "cn-hangzhou" }""");
        await using var byVariable = Create(variable: " Local ");
        Assert.Equal("the variable PAI_JOBS_BACKEND", byVariable.BackendSource);
        await using var byOption = Create(b => b.Backend = "local", variable: "elsewhere");
        Assert.Equal("PaiSessionBuilder.Backend", byOption.BackendSource);
        var e = Assert.Throws<JobException>(() => Create());
        Assert.Contains("nowhere", e.Message, StringComparison.Ordinal);
        Assert.Contains("config.json", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HF_HOME=/data")]
    [InlineData("")]
    public void A_variable_to_pass_is_given_by_its_name_alone(string name)
    {
        var e = Assert.Throws<ArgumentException>(() => Create(b => b.Local.PassEnvironment = ["PATH", name]));
        Assert.Contains($"\"{name}\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_ends_when_the_session_is_disposed()
    {
        await using var session = Create(b => b.Local.RunsDirectory = Path.Combine(_home.FullName, "runs"));
        var run = await new EndlessJob().SubmitAsync(session);
        await using var lines = run.ReadLogsAsync().GetAsyncEnumerator();
        Assert.True(await lines.MoveNextAsync());
        var next = lines.MoveNextAsync().AsTask();
        await session.DisposeAsync();

        var e = await Assert.ThrowsAsync<ObjectDisposedException>(() => next.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains(run.Id, e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => run.WaitAsync());

        await using var later = Create(b => b.Local.RunsDirectory = Path.Combine(_home.FullName, "runs"));
        var again = new JobRun(later.Backend, run.Info);
        await again.StopAsync();
        Assert.Equal(JobStatus.Stopped, await again.WaitAsync());
    }

    [Theory]
    [InlineData("pai", "\"dlc\"")]
    [InlineData("lokal", "\"local\"")]
    public void A_backend_that_is_not_there_is_named_with_what_there_is(string name, string expected)
    {
        var e = Assert.Throws<JobException>(() => Create(variable: name));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"backend\": ")]
    [InlineData("[1]")]
    [InlineData("{ \"backend\": 7 }")]
    public void A_broken_file_is_named(string json)
    {
        Configure(json);
        var e = Assert.Throws<JobException>(() => Create());
        Assert.Contains("config.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_made_local_ignores_the_environment()
    {
        await using var session = PaiSession.Local(new());
        Assert.Equal(("local", "UseLocal"), (session.Backend.Name, session.BackendSource));
        await using var chosen = Create(b => b.UseLocal(new() { RunsDirectory = _home.FullName }), variable: "elsewhere");
        Assert.Equal(_home.FullName, Assert.IsType<LocalBackend>(chosen.Backend).RunsDirectory);
    }

    [Fact]
    public async Task A_backend_of_the_user_s_own_wins_over_everything_and_belongs_to_one_session()
    {
        var backend = new LocalBackend(new() { RunsDirectory = _home.FullName });
        var builder = PaiSession.CreateBuilder().UseBackend(backend);
        builder.Environment = name => name switch { "PAI_JOBS_BACKEND" => "elsewhere", "PAI_REGION_ID" => " cn-beijing ", _ => null };
        await using var session = builder.Build();

        Assert.Same(backend, session.Backend);
        Assert.Equal("UseBackend", session.BackendSource);
        Assert.Equal("cn-beijing", session.Region);
        var again = Assert.Throws<ArgumentException>(() => PaiSession.CreateBuilder().UseBackend(backend).Build());
        Assert.Contains("another session", again.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PAI_REGION_ID")]
    [InlineData("ALIBABA_CLOUD_REGION_ID")]
    [InlineData("REGION")]
    [InlineData("REGION_ID")]
    [InlineData("dsw_region")]
    public async Task A_variable_names_the_region_and_an_option_wins_over_it(string name)
    {
        Func<string, string?> environment = n =>
            n == name ? "cn-beijing" : n == "dsw_region" ? "cn-hangzhou" : n == "HOME" ? _home.FullName : null;
        await using var byVariable = Create(b => b.Environment = environment);
        Assert.Equal("cn-beijing", byVariable.Region);
        await using var byOption = Create(b => (b.Environment, b.Region) = (environment, " cn-shanghai "));
        Assert.Equal("cn-shanghai", byOption.Region);
        await using var none = Create();
        Assert.Null(none.Region);
    }

    [Fact]
    public async Task A_disposed_session_refuses_and_says_so()
    {
        var session = PaiSession.Local(new() { RunsDirectory = _home.FullName });
        await session.DisposeAsync();
        await session.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.AttachAsync("local-20200101000000-abcdefgh"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.CleanUpAsync());
        Assert.Throws<ObjectDisposedException>(() => session.ListJobsAsync());
    }

    [Fact]
    public async Task A_list_of_no_jobs_is_not_asked_for()
    {
        await using var session = PaiSession.Local(new() { RunsDirectory = _home.FullName });
        Assert.Contains(
            "MaxCount is 0",
            Assert.Throws<ArgumentException>(() => session.ListJobsAsync(new() { MaxCount = 0 })).Message,
            StringComparison.Ordinal);
    }

    private sealed record EndlessJob : IJob<EndlessJob, EndlessJob.EndlessOutputs>
    {
        private static readonly JobDefinition s_definition = new("Acme.EndlessJob", "echo ready; exec sleep 1000")
        {
            BaseJobName = "endless_job",
            InstanceType = "local",
        };

        public JobValues ToValues() => new(s_definition);

        public static EndlessJob ReadFrom(JobReader reader) => new();

        internal sealed class EndlessOutputs : JobOutputs;
    }
}
