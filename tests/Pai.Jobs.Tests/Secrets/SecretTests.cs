namespace Pai.Jobs.Tests;

public sealed class SecretTests : IDisposable
{
    private const string Value = "hunter2-value";

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    private string Read(Secret secret, params (string Name, string Value)[] variables) => SecretReader.Read(
        secret.Reference, name => name == "HOME" && variables.Length == 0 ? _temp.Root : Array.Find(variables, v => v.Name == name).Value);

    private Secret UserSecret(string json, string key)
    {
        _temp.Write(".microsoft/usersecrets/acme-1/secrets.json", json);
        return Secret.FromUserSecrets("acme-1", key);
    }

    [Fact]
    public void An_environment_variable_is_read_as_it_is()
    {
        Assert.Equal(Value + "\n", Read(Secret.FromEnvironment("API_KEY"), ("API_KEY", Value + "\n")));
        Assert.Equal("", Read(Secret.FromEnvironment("API_KEY"), ("API_KEY", "")));
    }

    [Theory]
    [InlineData(Value, Value)]
    [InlineData(Value + "\n", Value)]
    [InlineData(Value + "\r\n", Value)]
    [InlineData(Value + "\n\n", Value + "\n")]
    [InlineData(" a \n b ", " a \n b ")]
    [InlineData("", "")]
    public void A_file_is_read_without_the_line_end_at_its_end(string text, string value)
    {
        var secret = Secret.FromFile(_temp.Write("key", text));

        Assert.Equal(value, Read(secret));
        Assert.Equal(value, secret.ReadValue());
    }

    [Theory]
    [InlineData("""{ "Registry:Password": "hunter2-value" }""")]
    [InlineData("""{ "Registry": { "Password": "hunter2-value" } }""")]
    [InlineData("""{ "registry": { "PASSWORD": "hunter2-value" } }""")]
    [InlineData("""{ /* by hand */ "Registry": { "Other": "x" }, "Registry:Password": "hunter2-value", }""")]
    public void A_user_secret_is_read_flat_and_nested(string json) => Assert.Equal(Value, Read(UserSecret(json, "Registry:Password")));

    [Theory]
    [InlineData("""{ "Registry:Passwort": "hunter2-value" }""")]
    [InlineData("""{ "Registry": { "Password": { "hunter2-value": "x" } } }""")]
    [InlineData("""[ "hunter2-value" ]""")]
    [InlineData("""{ "Registry:Password": hunter2-value }""")]
    public void A_user_secret_that_is_not_there_is_named_and_no_value(string json)
    {
        var secret = UserSecret(json, "Registry:Password");

        var e = Assert.Throws<JobException>(() => Read(secret));

        Assert.Contains("user-secrets:acme-1#Registry:Password", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_leads_nowhere_is_named_by_its_reference()
    {
        Secret[] secrets =
        [
            Secret.FromEnvironment("NOT_SET"), Secret.FromFile(_temp.In("missing")), Secret.FromFile(_temp.Root),
            Secret.FromUserSecrets("no-such-id", "A"),
        ];
        foreach (var secret in secrets)
            Assert.Contains(secret.Reference, Assert.Throws<JobException>(() => Read(secret)).Message, StringComparison.Ordinal);
        var homeless = Assert.Throws<JobException>(() => Read(Secret.FromUserSecrets("id", "A"), ("OTHER", "")));
        Assert.Contains("HOME", homeless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_never_shown()
    {
        var inline = Secret.Inline(Value);
        EnvironmentValue variable = inline;

        Assert.Equal(Value, inline.ReadValue());
        Assert.Equal("inline", inline.ToString());
        var parameter = new ParameterValue("key") { Secret = inline };
        foreach (var shown in (string[])[inline.Reference, $"{inline}", $"{variable}", $"{parameter}"])
            Assert.DoesNotContain("hunter2", shown, StringComparison.Ordinal);
        Assert.Equal("env:API_KEY", Secret.FromEnvironment("API_KEY").ToString());
        Assert.NotEqual(Secret.Inline("a"), Secret.Inline("b"));
        Assert.Equal(Secret.Inline("a"), Secret.Inline("a"));
    }

    [Theory]
    [InlineData("env:API_KEY")]
    [InlineData("file:/run/secrets/key")]
    [InlineData("file:relative path")]
    [InlineData("user-secrets:acme-1#A:B#c")]
    public void A_reference_is_read_back(string text) =>
        Assert.Equal((text, text), (Secret.Parse(text).Reference, Secret.Parse(text).ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("hunter2-value")]
    [InlineData("inline")]
    [InlineData("env:")]
    [InlineData("env:A=hunter2")]
    [InlineData("ENV:hunter2")]
    [InlineData("file:")]
    [InlineData("file:hunter2\0")]
    [InlineData("user-secrets:hunter2")]
    [InlineData("user-secrets:#hunter2")]
    [InlineData("user-secrets:hunter2#")]
    [InlineData("user-secrets:../hunter2#A")]
    [InlineData("user-secrets:..#A")]
    public void What_is_no_reference_is_refused_and_not_shown(string text)
    {
        Assert.False(Secret.TryParse(text, out _));
        var e = Assert.Throws<FormatException>(() => Secret.Parse(text));
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
        Assert.Contains("env:NAME", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_cannot_be_read_or_carried_is_a_problem_of_the_job()
    {
        var job = LocalHarness.Job("true") with
        {
            Parameters =
            [
                new("key") { Secret = Secret.FromFile(_temp.In("missing")) },
                new("nul") { Secret = Secret.Inline("hunter2\0") },
                new("long") { Secret = Secret.Inline("hunter2" + new string('x', 128 << 10)) },
            ],
            Environment = new Dictionary<string, EnvironmentValue> { ["TOKEN"] = Secret.FromEnvironment("PAI_JOBS_TEST_NOT_SET") },
        };

        var problems = JobSubmissionValidator.Validate(job, Environment.GetEnvironmentVariable);

        Assert.Equal(
            ["environment variable \"TOKEN\"", "parameter \"key\"", "parameter \"long\"", "parameter \"nul\""],
            problems.Select(p => p.Subject).Order(StringComparer.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("env:PAI_JOBS_TEST_NOT_SET", StringComparison.Ordinal));
        Assert.All(problems, p => Assert.DoesNotContain("hunter2", p.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UID")]
    [InlineData("IFS")]
    public void A_secret_is_not_put_into_a_variable_that_shells_keep(string name)
    {
        var job = LocalHarness.Job("true") with { Environment = new Dictionary<string, EnvironmentValue> { [name] = Secret.Inline("x") } };

        var problem = Assert.Single(JobSubmissionValidator.Validate(job, _ => null));

        Assert.Equal($"environment variable \"{name}\"", problem.Subject);
        Assert.Contains("another name", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_secrets_together_must_fit_into_the_environment()
    {
        var job = LocalHarness.Job("true") with
        {
            Parameters = [.. Enumerable.Range(0, 15).Select(i => new ParameterValue($"p{i}") { Secret = Secret.FromEnvironment("BIG") })],
        };

        var problem = Assert.Single(JobSubmissionValidator.Validate(job, _ => new('x', 125_000)));

        Assert.Equal("Environment", problem.Subject);
        Assert.DoesNotContain("xxx", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_read_from_the_environment_that_the_session_was_given()
    {
        var job = LocalHarness.Job("true") with { Parameters = [new("key") { Secret = Secret.FromEnvironment("PAI_JOBS_TEST_NOT_SET") }] };
        string? Environment(string name) => name == "PAI_JOBS_TEST_NOT_SET" ? "hunter2" : null;

        Assert.Empty(JobSubmissionValidator.Validate(job, Environment));
        Assert.Equal("hunter2", SecretVariables.Of(job, Environment)["PAI_HPS_KEY"]);
    }
}
