namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Instance types, images, workspaces and their settings.</summary>
public sealed class CatalogTests : PaiTest
{
    [Fact]
    public async Task Instance_types()
    {
        Emulator.Dlc.InstanceTypes =
        [
            .. Enumerable.Range(0, 110).Select(i => new EmulatedInstanceType($"ecs.c{i}", 2, 4)),
            new("ecs.gpu", 8, 32) { Gpu = 2, GpuType = "V100", GpuMemoryGiB = 16, IsAvailable = false, HasSpotStock = false },
        ];
        Assert.Equal(111, (await AllAsync(Dlc.ListEcsSpecsAsync())).Count);
        var gpu = Assert.Single(await AllAsync(Dlc.ListEcsSpecsAsync("GPU")));
        Assert.Equal(("ecs.gpu", 2, "V100", 32, false), (gpu.InstanceType, gpu.Gpu, gpu.GpuType, gpu.Memory, gpu.IsAvailable));
        Assert.Equal("NoStock", gpu.SpotStockStatus);
        Assert.Equal(["ecs.c5"], (await AllAsync(Dlc.ListEcsSpecsAsync(instanceTypes: ["ecs.c5"]))).Select(type => type.InstanceType));
        Assert.Empty(await AllAsync(Dlc.ListEcsSpecsAsync(resourceType: "Lingjun")));
        var specs = () => new Internal.OpenApi.ApiRequest("ListEcsSpecs", "paidlc", HttpMethod.Get, "/api/v1/ecsspecs");
        Assert.Equal("InvalidParameter", CodeOf(await SendAsync(specs().Query("SortBy", "Gpu"))));
    }

    [Fact]
    public async Task Images()
    {
        Emulator.AiWorkspace.Images =
        [
            .. Enumerable.Range(0, 60).Select(i => new EmulatedImage($"image-{i}", $"torch-{i}", $"registry.example.com/torch:{i}")
            {
                Created = Start.AddMinutes(i),
                Labels = new Dictionary<string, string> { ["system.chipType"] = i % 2 == 0 ? "CPU" : "GPU", ["system.official"] = "true" },
            }),
            new("image-own", "own", "registry.example.com/own:1") { WorkspaceId = "1234", Description = "Mine." },
        ];
        var all = await AllAsync(Workspace.ListImagesAsync());
        Assert.Equal((60, "image-59", "image-0"), (all.Count, all[0].ImageId, all[^1].ImageId));
        Assert.Equal(2, all[0].Labels!.Count);
        Assert.Null((await AllAsync(Workspace.ListImagesAsync(new() { WithLabels = false })))[0].Labels);
        var gpu = await AllAsync(Workspace.ListImagesAsync(new() { Labels = ["system.chipType=GPU", "system.official=true"] }));
        Assert.Equal(30, gpu.Count);
        var byUri = await AllAsync(Workspace.ListImagesAsync(new() { ImageUri = all[52].ImageUri }));
        Assert.Equal(["image-7"], byUri.Select(i => i.ImageId));
        var own = await AllAsync(Workspace.ListImagesAsync(new() { WorkspaceId = "1234" }));
        Assert.Equal(["image-own"], own.Select(i => i.ImageId));
        var image = await Workspace.GetImageAsync("image-3");
        Assert.Equal(("torch-3", "registry.example.com/torch:3", 2), (image.Name, image.ImageUri, image.Labels!.Count));
        Assert.Equal(PaiServiceErrorKind.NotFound, (await RefusedAsync(() => Workspace.GetImageAsync("none"))).Kind);
    }

    [Fact]
    public async Task Workspaces_and_their_settings()
    {
        Emulator.AiWorkspace.Workspaces =
        [
            new("1", "research")
            {
                IsDefault = true,
                Configs = new Dictionary<string, string>
                {
                    ["modelExportPath"] = "oss://acme.oss-cn-hangzhou.aliyuncs.com/pai/",
                    ["other"] = "1",
                },
            },
            new("2", "sales"),
        ];
        Assert.Equal(["1", "2"], (await AllAsync(Workspace.ListWorkspacesAsync())).Select(workspace => workspace.WorkspaceId));
        var byName = await AllAsync(Workspace.ListWorkspacesAsync(new() { WorkspaceName = "SALE" }));
        Assert.Equal(["2"], byName.Select(workspace => workspace.WorkspaceId));
        var byId = await AllAsync(Workspace.ListWorkspacesAsync(new() { WorkspaceIds = ["2", "3"] }));
        Assert.Equal(["2"], byId.Select(workspace => workspace.WorkspaceId));
        var one = await Workspace.GetWorkspaceAsync("1");
        Assert.Equal(("research", true), (one.WorkspaceName, one.IsDefault));
        Assert.Equal("acme", (await Workspace.GetDefaultStorageAsync("1"))!.Bucket);
        Assert.Null(await Workspace.GetDefaultStorageAsync("2"));
        Assert.Equal(2, (await Workspace.ListConfigsAsync("1")).Count);
        Assert.Equal(PaiServiceErrorKind.NotFound, (await RefusedAsync(() => Workspace.GetWorkspaceAsync("3"))).Kind);
    }
}
