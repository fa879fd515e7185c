using System.Text.Json;

namespace Pai.Jobs.Tests;

public class JobPlanTests
{
    private static async Task<(PreparedJob Plan, TestBackend Backend)> PlanAsync(RunOptions? options = null)
    {
        await using var session = PaiSession.Test(out var backend);
        return (await new TestJob { Password = Secret.FromEnvironment("PATH") }.PlanAsync(session, options), backend);
    }

    [Fact]
    public async Task A_plan_submits_nothing()
    {
        var (plan, backend) = await PlanAsync();

        Assert.Empty(backend.Submitted);
        Assert.Same(plan, Assert.Single(backend.Prepared));
    }

    [Fact]
    public async Task String_and_JSON_say_the_same_and_no_secret()
    {
        var (plan, _) = await PlanAsync(new()
        {
            JobName = "n1",
            Environment = new Dictionary<string, EnvironmentValue?>
            {
                ["DB_PASSWORD"] = "hunter2",
                ["MODE"] = "fast",
                ["KEY"] = Secret.Inline("opensesame"),
            },
        });
        var shownAsString = plan.ToString();
        var json = JsonDocument.Parse(plan.ToJson()).RootElement;

        string[] shown =
        [
            "n1", "Acme.TestJob", "python main.py", "ecs.c6.large", "/ml/input/data/corpus/", "MODE", "fast", "env:PATH", "inline",
            "The job does what the test has scripted.",
        ];
        foreach (var value in shown)
        {
            Assert.Contains(value, shownAsString, StringComparison.Ordinal);
            Assert.Contains(value, plan.ToJson(), StringComparison.Ordinal);
        }

        foreach (var secret in (string[])["hunter2", "s3cret-value", "opensesame"])
        {
            Assert.DoesNotContain(secret, shownAsString, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, plan.ToJson(), StringComparison.Ordinal);
        }

        Assert.Equal("3", json.GetProperty("parameters").GetProperty("count").GetString());
        Assert.Equal("corpus", json.GetProperty("inputs")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_prepared_job_is_submitted_once_and_by_the_backend_that_prepared_it()
    {
        await using var session = PaiSession.Test(out var backend);
        await using var other = PaiSession.Test(out var otherBackend);
        var plan = await new TestJob().PlanAsync(session);

        await Assert.ThrowsAsync<ArgumentException>(() => otherBackend.SubmitAsync(plan));
        await backend.SubmitAsync(plan);
        await Assert.ThrowsAsync<ArgumentException>(() => backend.SubmitAsync(plan));

        Assert.Single(backend.Submitted);
        Assert.Empty(otherBackend.Submitted);
    }
}
