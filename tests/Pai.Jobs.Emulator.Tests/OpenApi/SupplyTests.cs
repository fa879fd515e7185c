namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Stock and quotas: jobs that wait for them, and those that give up.</summary>
public sealed class SupplyTests : PaiTest
{
    private const string Type = "ecs.c6.large";

    [Fact]
    public async Task The_catalog_is_there_and_in_stock()
    {
        var all = await AllAsync(Dlc.ListEcsSpecsAsync());
        Assert.True(all.Count > 700);
        Assert.All(all, type => Assert.True(type.IsAvailable));
        var one = Assert.Single(await AllAsync(Dlc.ListEcsSpecsAsync(instanceTypes: [Type])));
        Assert.Equal((2, 4, "CPU", "ECS"), (one.Cpu, one.Memory, one.AcceleratorType, one.ResourceType));
        Assert.Contains(await AllAsync(Dlc.ListEcsSpecsAsync("GPU")), type => type is { GpuType: not null, GpuMemory: > 0 });
        var images = await AllAsync(Workspace.ListImagesAsync(new() { Labels = ["system.supported.dlc=true", "system.chipType=CPU"] }));
        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.Contains("cn-hangzhou", image.ImageUri, StringComparison.Ordinal));
        Assert.Equal(images.Count, images.Select(image => image.ImageId).Distinct().Count());
    }

    [Fact]
    public async Task A_job_queues_until_its_instance_type_is_in_stock()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob()
            .Succeeds(queuing: Seconds(10), running: Seconds(60)).Log(Seconds(12), "line").Event(Seconds(11), "started"));
        Emulator.Dlc.SetStock(Type, isAvailable: false);
        var id = await Dlc.CreateJobAsync(Job());
        var spec = Assert.Single(await AllAsync(Dlc.ListEcsSpecsAsync(instanceTypes: [Type])));
        Assert.Equal((false, "NoStock", 2), (spec.IsAvailable, spec.SpotStockStatus, spec.Cpu));
        Clock.Advance(Days(1));
        Assert.Equal("Queuing", (await Dlc.GetJobAsync(id)).Status);
        Assert.EndsWith($"The instance type {Type} is out of stock.", Assert.Single((await Dlc.GetJobEventsAsync(id)).Events!));
        Emulator.Dlc.SetStock(Type, isAvailable: true, hasSpotStock: false);
        Clock.Advance(Seconds(15));
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(("Running", "2026-01-16T08:00:10Z"), (job.Status, job.GmtRunningTime));
        Assert.Equal(["Creating", "Queuing", "EnvPreparing", "Running"], job.StatusHistory!.Select(step => step.Status));
        Assert.Equal(["line"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0")).Logs);
        Assert.EndsWith("started", (await Dlc.GetJobEventsAsync(id)).Events![^1]);

        var onDemand = await Dlc.CreateJobAsync(Job());
        var spot = Job();
        spot.JobSpecs![0].SpotSpec = new() { SpotStrategy = "SpotWithPriceLimit", SpotDiscountLimit = 0.5 };
        var waiting = await Dlc.CreateJobAsync(spot);
        Clock.Advance(Seconds(15));
        Assert.Equal("Running", (await Dlc.GetJobAsync(onDemand)).Status);
        Assert.Equal("Queuing", (await Dlc.GetJobAsync(waiting)).Status);
    }

    [Fact]
    public async Task A_job_gives_up_when_the_wait_is_too_long()
    {
        Emulator.Dlc.SetStock("ecs.new.large", isAvailable: false);
        Emulator.Dlc.AllocationTimeout = Seconds(600);
        var request = Job();
        request.JobSpecs![0].EcsSpec = "ecs.new.large";
        var id = await Dlc.CreateJobAsync(request);
        Clock.Advance(Seconds(599));
        Assert.Equal("Queuing", (await Dlc.GetJobAsync(id)).Status);
        Clock.Advance(Days(1));
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(("Failed", "ResourceAllocateFailed"), (job.Status, job.ReasonCode));
        Assert.Equal(("2026-01-15T08:10:00Z", 0), (job.GmtFailedTime, job.Pods!.Count));
        Emulator.Dlc.SetStock("ecs.new.large", isAvailable: true);
        Assert.Equal("Failed", (await Dlc.GetJobAsync(id)).Status);
    }

    [Fact]
    public async Task A_full_quota_lets_jobs_in_by_priority_as_others_end()
    {
        Emulator.Dlc.Quotas = [new("quota1") { Name = "team", Cpu = 4 }, new("quota2") { Gpu = 1 }];
        Emulator.Dlc.OnCreate(_ => new EmulatedJob().Succeeds(queuing: default, running: Seconds(100)));
        var first = await CreateAsync("first", "quota1", 3);
        Clock.Advance(Seconds(10));
        var low = await CreateAsync("low", "quota1", 2);
        var high = await CreateAsync("high", "quota1", 2, priority: 5);
        var raised = await CreateAsync("raised", "quota1", 1);
        var elsewhere = await CreateAsync("elsewhere", "quota2", 9);
        var free = await CreateAsync("free", "quota3", 99);
        Assert.Equal("Running Queuing Queuing Queuing Running Running", await StatusesAsync(first, low, high, raised, elsewhere, free));
        await Dlc.UpdateJobAsync(raised, new() { Priority = 9 });
        await Dlc.UpdateJobAsync(first, new() { Priority = 9 });
        Assert.Equal("9 1", $"{(await Dlc.GetJobAsync(raised)).Priority} {(await Dlc.GetJobAsync(first)).Priority}");
        // One look, long afterwards: the quota was given on as jobs ended.
        Clock.Advance(Seconds(1000));
        Assert.Equal("Succeeded Succeeded Succeeded Succeeded", await StatusesAsync(first, low, high, raised));
        Assert.Equal("2026-01-15T08:00:10Z", await StartAsync(raised));
        Assert.Equal("2026-01-15T08:01:40Z", await StartAsync(high));
        Assert.Equal("2026-01-15T08:01:50Z", await StartAsync(low));
        var page = await Dlc.ListJobsPageAsync(new() { ResourceQuotaName = "TEA", SortBy = "DisplayName", Order = "asc" });
        Assert.Equal(["first", "high", "low", "raised"], page.Jobs!.Select(job => job.DisplayName));
        Assert.Equal("team", page.Jobs![0].ResourceQuotaName);
    }

    [Fact]
    public async Task A_stopped_job_leaves_the_queue()
    {
        Emulator.Dlc.Quotas = [new("q") { MemoryGiB = 8 }];
        Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs());
        var (a, b, c) = (await CreateAsync("a", "q", 1), await CreateAsync("b", "q", 1), await CreateAsync("c", "q", 1));
        Assert.Equal("Running Queuing Queuing", await StatusesAsync(a, b, c));
        await Dlc.StopJobAsync(b);
        await Dlc.StopJobAsync(a);
        Assert.Equal("Stopped Stopped Running", await StatusesAsync(a, b, c));
        Emulator.Dlc.Quotas = [];
        Assert.Equal("Running", await StatusesAsync(await CreateAsync("d", "q", 1)));
    }

    private async Task<string> CreateAsync(string name, string quota, int cpus, int priority = 1)
    {
        var request = Job(name);
        request.ResourceId = quota;
        request.Priority = priority;
        request.JobSpecs![0].EcsSpec = null;
        request.JobSpecs[0].ResourceConfig = new() { CPU = $"{cpus}", GPU = "0", Memory = "8Gi" };
        return await Dlc.CreateJobAsync(request);
    }

    private async Task<string> StatusesAsync(params string[] ids)
    {
        var statuses = new List<string?>();
        foreach (var id in ids) statuses.Add((await Dlc.GetJobAsync(id)).Status);
        return string.Join(' ', statuses);
    }

    private async Task<string?> StartAsync(string id) => (await Dlc.GetJobAsync(id)).GmtRunningTime;
}
