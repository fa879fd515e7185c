using Pai.Jobs.Cli.WebConsole;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.WebConsole.Tests.Runs;

public class CloudRunTests
{
    internal static RunOptions Options { get; } = new()
    {
        InstanceType = InstanceTypes.Ecs.G7.XLarge,
        Image = "registry.cn-hangzhou.aliyuncs.com/acme/echo:1",
    };

    [Fact]
    public async Task Jobs_of_an_emulator_are_shown_with_their_log()
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" } });
        emulator.Dlc.OnCreate(_ => new EmulatedJob().Succeeds(TimeSpan.Zero, TimeSpan.Zero)
            .Log(TimeSpan.Zero, "first").Log(TimeSpan.Zero, "10%\r50%\r100%\r"));
        var session = Session(emulator);
        await using var console = await ConsoleFixture.StartAsync(isReadOnly: false, RunSource.Dlc(session));
        var run = await new EchoJob().SubmitAsync(session, Options, console.Timeout);
        var path = $"/api/runs/dlc:cn-hangzhou/{run.Id}";

        using var log = await SseReader.OpenAsync(console, path + "/log/stream");
        var end = await log.UntilAsync("end", _ => true, console.Timeout);
        var lines = (await console.GetAsync(path + "/log/lines")).GetProperty("lines").EnumerateArray().ToList();

        Assert.Equal(lines.Count, end.GetProperty("lines").GetInt64());
        Assert.Contains("first", lines.Select(l => l.GetProperty("text").GetString()));
        // The states of a line that was written over are lines of their own, as in the log of this machine.
        var states = lines.FindIndex(l => l.GetProperty("text").GetString() == "10%");
        Assert.Equal(["10%", "50%", "100%"], lines.Skip(states).Take(3).Select(l => l.GetProperty("text").GetString()));
        Assert.Equal(
            [true, true, false],
            lines.Skip(states).Take(3).Select(l => l.TryGetProperty("replaced", out var r) && r.GetBoolean()));
        Assert.Equal("dlc:cn-hangzhou", (await console.GetAsync(path)).GetProperty("run").GetProperty("source").GetString());
        var rows = (await console.GetAsync("/api/runs")).GetProperty("runs").EnumerateArray();
        Assert.Contains(run.Id, rows.Select(r => r.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("ecs.g7.xlarge", "It can cost at most 3 CNY: 1 node x 1.5 CNY an hour x 02:00:00, ecs.g7.xlarge, ")]
    [InlineData("ecs.g7.2xlarge", "It can cost money. The most is not known: ")]
    [InlineData(null, "It can cost money. How much is not known: there is no prices file (docs/cost.md).")]
    public async Task The_most_that_another_run_can_cost_is_told_without_submitting_it(string? instanceType, string expected)
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" } });
        emulator.Dlc.OnCreate(_ => new EmulatedJob().Succeeds(TimeSpan.Zero, TimeSpan.Zero));
        using var folder = new TemporaryFolder();
        var prices = Path.Combine(folder.Path, "prices.json");
        await File.WriteAllTextAsync(prices, $$"""
            {"version":1,"prices":[{"instanceType":"ecs.g7.xlarge","region":"{{emulator.Region}}","amount":1.5,"currency":"CNY",
            "unit":"hour","source":"list","date":"2026-11-01"}]}
            """);
        var session = Session(emulator, instanceType is null ? null : prices);
        await using var console = await ConsoleFixture.StartAsync(isReadOnly: false, RunSource.Dlc(session));
        var run = await new EchoJob().SubmitAsync(
            session,
            new()
            {
                InstanceType = instanceType ?? "ecs.g7.xlarge",
                Image = "registry.cn-hangzhou.aliyuncs.com/acme/echo:1",
                MaxRunTime = TimeSpan.FromHours(2),
            },
            console.Timeout);

        using var body = new StringContent("""{"values":{}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await console.Client.PostAsync($"/api/runs/dlc:cn-hangzhou/{run.Id}/plan", body, console.Timeout);
        var plan = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(console.Timeout)).RootElement;

        Assert.StartsWith(expected, plan.GetProperty("cost").GetString(), StringComparison.Ordinal);
        Assert.Empty(plan.GetProperty("problems").EnumerateArray());
        Assert.Equal(1, emulator.Requests.Count(r => r.Operation.ToString() == "CreateJob"));
    }

    internal static PaiSession Session(PaiEmulator emulator, string? prices = null)
    {
        var endpoint = emulator.Endpoint.ToString().TrimEnd('/');
        var variables = new Dictionary<string, string>
        {
            ["PAI_OSS_ENDPOINT"] = endpoint,
            ["PAI_DLC_ENDPOINT"] = endpoint,
            ["PAI_AIWORKSPACE_ENDPOINT"] = endpoint,
            ["PAI_REGION_ID"] = emulator.Region,
            ["PAI_WORKSPACE_ID"] = "1",
            ["PAI_OSS_BUCKET_NAME"] = "bucket",
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = emulator.AccessKey.Id,
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = emulator.AccessKey.Secret,
        };
        if (prices is not null) variables["PAI_JOBS_PRICES"] = prices;
        emulator.AiWorkspace.Workspaces = [new("1", "default") { IsDefault = true }];
        return PaiSession.CreateDefault(b =>
        {
            b.Environment = name => variables.GetValueOrDefault(name);
            b.UseDlc();
        });
    }
}
