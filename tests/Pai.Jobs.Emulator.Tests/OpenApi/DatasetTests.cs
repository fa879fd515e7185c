namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>ListDatasets and GetDataset.</summary>
public sealed class DatasetTests : PaiTest
{
    [Fact]
    public async Task Datasets_of_a_workspace_are_found()
    {
        Emulator.AiWorkspace.Datasets =
        [
            new("d-1", "Corpus", "oss://acme.oss-cn-hangzhou.aliyuncs.com/a/")
            {
                MountAccess = "RO",
                MountPath = "/mnt/a/",
                Labels = new Dictionary<string, string> { ["k"] = "v" },
                LaterVersions = new Dictionary<string, string> { ["v2"] = "oss://acme.oss-cn-hangzhou.aliyuncs.com/b/" },
            },
            new("d-2", "words", "nas://1.cn-hangzhou/") { DataSourceType = "NAS", Created = Start },
            new("d-3", "other", "oss://acme/c/") { WorkspaceId = "2" },
            new("d-4", "public", "oss://pai/") { Provider = "pai", Property = "FILE" },
        ];
        Assert.Equal("InvalidParameter", (await RefusedAsync(() => AllAsync(Workspace.ListDatasetsAsync()))).Code);
        Emulator.AiWorkspace.Workspaces = [new("1", "research") { IsDefault = true }, new("2", "sales")];
        (string Ids, Internal.AiWorkspace.AiDatasetFilter Filter)[] cases =
        [
            ("d-1 d-2", new()),
            ("d-2 d-1", new() { Order = "DESC" }),
            ("d-3", new() { WorkspaceId = "2" }),
            ("d-1", new() { Name = "corp" }),
            ("d-2", new() { DatasetIds = ["d-2", "d-3"] }),
            ("d-2", new() { DataSourceTypes = ["NAS", "CPFS"] }),
            ("", new() { Properties = ["FILE"] }),
            ("d-1", new() { Label = "k=v" }),
            ("d-4", new() { Provider = "pai" }),
        ];
        foreach (var (ids, filter) in cases)
        {
            var found = await AllAsync(Workspace.ListDatasetsAsync(filter));
            Assert.Equal(ids, string.Join(' ', found.Select(one => one.DatasetId)));
        }

        var dataset = await Workspace.GetDatasetAsync("d-1");
        Assert.Equal(("Corpus", "OSS", "RO", "DIRECTORY"), (dataset.Name, dataset.DataSourceType, dataset.MountAccess, dataset.Property));
        Assert.EndsWith("/a/", dataset.Uri);
        Assert.Equal("""{"mountPath":"/mnt/a/"}""", dataset.Options);
        Assert.Equal("v2", dataset.LatestVersion!.VersionName);
        Assert.EndsWith("/b/", dataset.LatestVersion.Uri);
        Assert.Equal("pai", (await Workspace.GetDatasetAsync("d-4")).Provider);
        Assert.Equal("NotFound", (await RefusedAsync(() => Workspace.GetDatasetAsync("d-9"))).Code);
    }
}
