using System.Text.Json;

namespace Pai.Jobs.Tests;

public class JobPlanTests
{
    private static async Task<(JobPlan Plan, FakeBackend Backend)> Plan(RunOptions? options = null)
    {
        var backend = new FakeBackend();
        await using var session = PaiSession.CreateDefault(new() { CustomBackend = backend });
        return (await JobRunner.PlanAsync(new TestJob(), session, options, default), backend);
    }

    [Fact]
    public async Task A_plan_submits_nothing()
    {
        var (_, backend) = await Plan();
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task Text_and_JSON_tell_the_same_and_no_secret()
    {
        var (plan, _) = await Plan(new() { JobName = "n1", Environment = new Dictionary<string, string> { ["DB_PASSWORD"] = "hunter2", ["MODE"] = "fast" } });
        var text = plan.ToString();
        var json = JsonDocument.Parse(plan.ToJson()).RootElement;

        foreach (var shown in (string[])["n1", "Acme.TestJob", "python main.py", "ecs.c6.large", "/ml/input/data/corpus/", "MODE", "fast", "a note"])
        {
            Assert.Contains(shown, text, StringComparison.Ordinal);
            Assert.Contains(shown, plan.ToJson(), StringComparison.Ordinal);
        }

        foreach (var secret in (string[])["hunter2", "s3cret-value"])
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, plan.ToJson(), StringComparison.Ordinal);
        }

        Assert.Equal("3", json.GetProperty("parameters").GetProperty("count").GetString());
        Assert.Equal("corpus", json.GetProperty("inputs")[0].GetProperty("name").GetString());
    }
}
