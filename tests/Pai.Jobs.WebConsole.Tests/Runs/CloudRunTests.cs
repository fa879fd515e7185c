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

    internal static PaiSession Session(PaiEmulator emulator)
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
        emulator.AiWorkspace.Workspaces = [new("1", "default") { IsDefault = true }];
        return PaiSession.CreateDefault(b =>
        {
            b.Environment = name => variables.GetValueOrDefault(name);
            b.UseDlc();
        });
    }
}
