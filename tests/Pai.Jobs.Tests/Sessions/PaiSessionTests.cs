namespace Pai.Jobs.Tests;

public sealed class PaiSessionTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pai-session-");

    public void Dispose() => _home.Delete(recursive: true);

    private PaiSession Create(PaiSessionOptions? options = null, string? variable = null) =>
        PaiSession.CreateDefault(options ?? new(), name => name switch { "PAI_JOBS_BACKEND" => variable, "HOME" => _home.FullName, _ => null });

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
        await using var byOption = Create(new() { Backend = "local" }, variable: "elsewhere");
        Assert.Equal("PaiSessionOptions.Backend", byOption.BackendSource);
        var e = Assert.Throws<JobException>(() => Create());
        Assert.Contains("nowhere", e.Message, StringComparison.Ordinal);
        Assert.Contains("config.json", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dlc", "not part of this version")]
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
        Assert.Equal("local", session.Backend.Name);
    }
}
