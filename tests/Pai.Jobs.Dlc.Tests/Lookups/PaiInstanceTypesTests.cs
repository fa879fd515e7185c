using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Dlc.Tests.Lookups;

/// <summary>The requests for instance types, what is read from them, and the catalog.</summary>
public class PaiInstanceTypesTests
{
    private const string Answer = """
        {"TotalCount":5,"EcsSpecs":[
            {"InstanceType":"ecs.gn6e-c12g1.3xlarge","AcceleratorType":"GPU","Cpu":12,"Gpu":1,"GpuType":"NVIDIA V100","GpuMemory":32,
             "Memory":92,"IsAvailable":true,"ResourceType":"ECS","PaymentTypes":["Spot","PostPaid"],"SpotStockStatus":"WithStock",
             "NonProtectSpotDiscount":0.25,"DefaultGPUDriver":"470.1","SupportedGPUDrivers":["470.1","535.2"]},
            {"InstanceType":"ecs.g7.xlarge","AcceleratorType":"CPU","Cpu":4,"Gpu":0,"Memory":16384,"IsAvailable":false,"ResourceType":"ECS",
             "SpotStockStatus":"NoStock"},
            {"InstanceType":"ml.gp7vf.16.40xlarge","AcceleratorType":"GPU","Cpu":160,"Gpu":16,"GpuType":"PPU","GpuMemory":98304,
             "Memory":1800,"ResourceType":"Lingjun"},
            {"InstanceType":"ecs.c6.large","Cpu":2,"Memory":4},
            {}
        ]}
        """;

    private readonly FakeTimeProvider _clock = new(ApiHarness.Start);

    [Fact]
    public async Task They_are_read_sorted_and_kept()
    {
        using var api = new ApiHarness();
        api.Handler.Then(Answer).Then("{}");
        var types = new PaiInstanceTypes(api.Dlc, _clock);

        var all = await AllAsync(types);

        Assert.Equal(["ecs.c6.large", "ecs.g7.xlarge", "ecs.gn6e-c12g1.3xlarge", "ml.gp7vf.16.40xlarge"], all.Select(t => t.Name).Order());
        var gpu = all.Single(t => t.Name == "ecs.gn6e-c12g1.3xlarge");
        Assert.Equal(
            (Accelerator.Gpu, 12, 92.0, 1, "NVIDIA V100", 32.0),
            (gpu.Accelerator, gpu.Cpu, gpu.MemoryGiB, gpu.Gpu, gpu.GpuType, gpu.GpuMemoryGiB));
        Assert.Equal((true, true, 0.25, ResourceType.General), (gpu.IsAvailable, gpu.HasSpotStock, gpu.SpotDiscount, gpu.ResourceType));
        Assert.Equal(["Spot", "PostPaid"], gpu.PaymentTypes);
        Assert.Equal(("470.1", 2, false), (gpu.DefaultGpuDriver, gpu.SupportedGpuDrivers.Count, gpu.IsFromCatalog));
        // The service refuses an order, and has no unit for memory.
        Assert.DoesNotContain(api.Sent.Query.Keys, key => key is "SortBy" or "Order");
        var cpu = all.Single(t => t.Name == "ecs.g7.xlarge");
        Assert.Equal((16.0, false, false, null), (cpu.MemoryGiB, cpu.IsAvailable, cpu.HasSpotStock, cpu.GpuMemoryGiB));
        var ppu = all.Single(t => t.Name == "ml.gp7vf.16.40xlarge");
        Assert.Equal((Accelerator.Ppu, 96.0, 1800.0), (ppu.Accelerator, ppu.GpuMemoryGiB, ppu.MemoryGiB));
        Assert.Equal(ResourceType.Lingjun, ppu.ResourceType);
        var bare = all.Single(t => t.Name == "ecs.c6.large");
        Assert.Equal((Accelerator.Cpu, null, null, null), (bare.Accelerator, bare.Gpu, bare.IsAvailable, bare.HasSpotStock));

        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(4, (await AllAsync(types)).Count);
        Assert.Single(api.Handler.Sent);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await AllAsync(types));
    }

    [Fact]
    public async Task The_smallest_comes_first() => Assert.Equal(
        ["a.cpu2", "b.cpu2", "a.cpu4", "a.gpu1", "a.gpu1big", "a.gpu8", "a.unknown"],
        (await AllAsync(await ReadAsync(
            Spec("a.gpu8", 8, 8), Spec("a.gpu1big", 16, 1), Spec("a.unknown", 1, null), Spec("b.cpu2", 2, 0), Spec("a.cpu4", 4, 0),
            Spec("a.gpu1", 8, 1), Spec("a.cpu2", 2, 0)))).Select(t => t.Name));

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filtered(PaiInstanceTypeFilter filter, params string[] names)
    {
        using var api = new ApiHarness();
        api.Handler.Then(Answer);

        var found = await AllAsync(new PaiInstanceTypes(api.Dlc, _clock), filter);

        Assert.Equal(names.Order(), found.Select(t => t.Name.Split('.')[1].Split('-')[0]).Order());
    }

    public static TheoryData<PaiInstanceTypeFilter, string[]> Filters => new()
    {
        { new() { Accelerator = Accelerator.Cpu }, ["c6", "g7"] },
        { new() { Accelerator = Accelerator.Ppu }, ["gp7vf"] },
        { new() { MinCpu = 12 }, ["gn6e", "gp7vf"] },
        { new() { MinMemoryGiB = 16 }, ["g7", "gn6e", "gp7vf"] },
        { new() { MinGpu = 1 }, ["gn6e", "gp7vf"] },
        { new() { GpuType = "v100" }, ["gn6e"] },
        { new() { Name = "GN6" }, ["gn6e"] },
        { new() { ResourceType = ResourceType.General }, ["g7", "gn6e"] },
        { new() { AvailableOnly = true }, ["gn6e"] },
        { new() { AvailableOnly = true, MinGpu = 2 }, [] },
    };

    [Fact]
    public async Task Without_the_service_the_catalog_answers_for_a_minute()
    {
        using var api = new ApiHarness(o => o with { MaxAttempts = 1 });
        api.Handler.Then(new HttpRequestException("no route to host")).Then(Answer);
        var types = new PaiInstanceTypes(api.Dlc, _clock);

        var all = await AllAsync(types);
        Assert.True(all.Count > 700, $"{all.Count} types");
        Assert.All(all, t => Assert.True(t is { IsFromCatalog: true, IsAvailable: null }));
        var v100 = all.Single(t => t.Name == "ecs.gn6e-c12g1.3xlarge");
        Assert.Equal(
            (Accelerator.Gpu, 12, 92.0, 1, 32.0, ResourceType.General),
            (v100.Accelerator, v100.Cpu, v100.MemoryGiB, v100.Gpu, v100.GpuMemoryGiB, v100.ResourceType));
        Assert.Contains(all, t => t.Accelerator == Accelerator.Ppu);
        Assert.Empty(await AllAsync(types, new() { AvailableOnly = true }));
        Assert.Single(api.Handler.Sent);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(4, (await AllAsync(types)).Count);
    }

    [Fact]
    public async Task A_refusal_is_an_error()
    {
        using var api = new ApiHarness();
        api.Handler.Then(Answers.Error(System.Net.HttpStatusCode.Forbidden, "NoPermission"));

        await Assert.ThrowsAsync<PaiServiceException>(() => AllAsync(new PaiInstanceTypes(api.Dlc, _clock)));
    }

    private static string Spec(string name, int cpu, int? gpu) =>
        $$"""{"InstanceType":"{{name}}","Cpu":{{cpu}}{{(gpu is null ? "" : $",\"Gpu\":{gpu}")}}}""";

    private async Task<PaiInstanceTypes> ReadAsync(params string[] specs)
    {
        using var api = new ApiHarness();
        api.Handler.Then($$"""{"EcsSpecs":[{{string.Join(',', specs)}}]}""");
        var types = new PaiInstanceTypes(api.Dlc, _clock);
        await AllAsync(types);
        return types;
    }

    private static async Task<List<PaiInstanceType>> AllAsync(PaiInstanceTypes types, PaiInstanceTypeFilter? filter = null)
    {
        var list = new List<PaiInstanceType>();
        await foreach (var type in types.ListAsync(filter)) list.Add(type);
        return list;
    }
}
