using System.Globalization;

namespace Pai.Jobs.Tests;

/// <summary>What the supervisor measures of the nodes.</summary>
public class MetricsTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    private static List<(double Uptime, int Node, long Ticks, long Pages)> Read(string path) =>
    [
        .. File.ReadLines(path).Select(l => l.Split(' ')).Where(f => f.Length == 4).Select(f => (
            double.Parse(f[0], CultureInfo.InvariantCulture), int.Parse(f[1], CultureInfo.InvariantCulture),
            long.Parse(f[2], CultureInfo.InvariantCulture), long.Parse(f[3], CultureInfo.InvariantCulture))),
    ];

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Time_and_memory_of_all_processes_of_each_node_are_measured_while_it_runs_and_at_its_end(LocalIsolation isolation)
    {
        if (!File.Exists($"/proc/{Environment.ProcessId}/task/{Environment.ProcessId}/children")) return;
        await using var local = new LocalHarness(isolation);
        var gate = local.Gate();
        local.AddPipes("go0", "go1");
        // A grandchild has 40 MB of memory and takes time; of the second node it does nothing but wait.
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell(
                "if [ $RANK = 0 ]; then sh -c 'awk \"BEGIN { s = 1; while (length(s) < 40000000) s = s s; while (1) i++ }\"; true' & fi;"
                + " read -r word </ml/output/gate/go$RANK"),
            outputs: [gate],
            instanceCount: 2))).Id;
        var folder = new RunFolder(Path.Combine(local.Backend.RunsDirectory, id));
        var pages = 40_000_000 / Environment.SystemPageSize;
        // The nodes are measured one after the other: the second may have no line when the first has its own.
        while (!File.Exists(folder.MetricsFile)
            || !Read(folder.MetricsFile).Any(m => m.Node == 0 && m.Pages > pages && m.Ticks > 50)
            || !Read(folder.MetricsFile).Any(m => m.Node == 1))
        {
            await Task.Delay(10, local.Timeout);
        }

        foreach (var pipe in (string[])["gate/go0", "gate/go1"])
            await Task.Run(() => File.WriteAllText(local.In(pipe), "go\n"), local.Timeout).WaitAsync(local.Timeout);
        await local.AssertSucceededAsync(await local.WaitAsync(id));

        var all = Read(folder.MetricsFile);
        var busy = all.Where(m => m.Node == 0).ToList();
        var idle = all.Where(m => m.Node == 1).ToList();
        // The samples of a node are in order. The line of its end is another process's, which may be a moment late or early.
        Assert.All([busy, idle], node =>
        {
            var times = node.Where(m => m.Pages > 0).Select(m => m.Uptime).ToList();
            Assert.Equal(times.Order(), times);
        });
        Assert.Equal(0, busy[^1].Pages);
        Assert.Equal(0, idle[^1].Pages);
        Assert.True(busy.Count >= 2 && idle.Count >= 2, $"{busy.Count} and {idle.Count} lines");
        Assert.True(idle[^1].Ticks < 50, $"{idle[^1].Ticks} ticks of waiting");
        Assert.True(idle[0].Pages > 0 && idle[0].Pages < pages, $"{idle[0].Pages} pages for waiting");
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_time_of_a_job_that_is_shorter_than_a_second_is_known_at_its_end(LocalIsolation isolation)
    {
        if (!File.Exists("/proc/uptime")) return;
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job("awk 'BEGIN { while (i < 3000000) i++ }'"));

        var last = Read(new RunFolder(Path.Combine(local.Backend.RunsDirectory, state.Id)).MetricsFile)[^1];
        Assert.Equal((0, 0L), (last.Node, last.Pages));
        Assert.InRange(last.Ticks, 2, 3000);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_an_error_and_a_time_that_is_none_too()
    {
        await using var local = new LocalHarness();
        var state = await local.RunAsync(LocalHarness.Job("true"));
        var run = new JobRun(local.Backend, state);

        var e = await Assert.ThrowsAsync<JobException>(() => ReadAsync(new() { Node = "worker-7", Kinds = [MetricKind.DiskBytes] }));
        Assert.Contains("worker-0", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(new() { Since = state.CreatedAt, Until = state.CreatedAt }));

        async Task ReadAsync(MetricQuery query)
        {
            await foreach (var _ in run.ReadMetricsAsync(query, local.Timeout)) { }
        }
    }
}
