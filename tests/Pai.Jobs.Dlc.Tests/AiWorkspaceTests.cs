using Pai.Jobs.Internal.AiWorkspace;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>The operations of AIWorkspace: what is sent, and what is read.</summary>
public class AiWorkspaceTests
{
    [Fact]
    public async Task Official_images_are_asked_for_without_a_workspace_and_with_labels()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""
            {"Images":[{"ImageId":"image-1","Name":"pytorch","ImageUri":"r/pai-dlc/pytorch-training:1.12","Size":"12","SourceType":"s",
            "Labels":[{"Key":"system.chipType","Value":"GPU"}],"UserId":1}],"TotalCount":1,"RequestId":"R"}
            """);

        var image = Assert.Single(await ListAsync(harness.Workspace.ListImagesAsync(
            new() { Labels = ["system.official=true", "system.supported.dlc=true"], Name = "pytorch" })));

        Assert.Equal("https://aiworkspace.cn-hangzhou.aliyuncs.com/api/v1/images", harness.Sent.Uri.Split('?')[0]);
        Assert.Equal(
            "Labels=system.official%3Dtrue%2Csystem.supported.dlc%3Dtrue&Name=pytorch&Order=DESC&PageNumber=1&PageSize=50"
            + "&SortBy=GmtCreateTime&Verbose=true",
            harness.Sent.RawQuery);
        Assert.Equal(("ListImages", "2021-02-04"), (harness.Sent.Headers["x-acs-action"], harness.Sent.Headers["x-acs-version"]));
        Assert.Equal(("image-1", "r/pai-dlc/pytorch-training:1.12", 12L, "1"), (image.ImageId, image.ImageUri, image.Size, image.UserId));
        Assert.Equal("GPU", Assert.Single(image.Labels!).Value);
    }

    [Fact]
    public async Task An_image_keeps_the_id_that_it_was_asked_for_by()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""{"Name":"pytorch","RequestId":"R"}""");

        var image = await harness.Workspace.GetImageAsync("image-1");

        Assert.Equal(("image-1", "pytorch"), (image.ImageId, image.Name));
        Assert.Equal(("/api/v1/images/image-1", "Verbose=true"), (harness.Sent.Path, harness.Sent.RawQuery));
    }

    [Fact]
    public async Task Workspaces_are_listed_and_read()
    {
        using var harness = new ApiHarness();
        harness.Handler
            .Then("""
                {"Workspaces":[{"WorkspaceId":"1","WorkspaceName":"w","IsDefault":true,"EnvTypes":["prod"],"resourceGroupId":"rg",
                "ExtraInfos":{"TenantId":7},"Status":"NEW_STATUS"}],"TotalCount":1,"ResourceLimits":{"a":1}}
                """)
            .Then("""{"WorkspaceId":"1","ResourceGroupId":"rg","Owner":{"UserId":"u","UserKp":"k"}}""");

        var listed = Assert.Single(await ListAsync(harness.Workspace.ListWorkspacesAsync(new() { WorkspaceIds = ["1", "2"] })));
        var read = await harness.Workspace.GetWorkspaceAsync("1", withOwner: true);

        Assert.Equal(("1", "w", true, "rg", "NEW_STATUS"), (listed.WorkspaceId, listed.WorkspaceName, listed.IsDefault,
            listed.ResourceGroupId, listed.Status));
        Assert.Equal(7, listed.ExtraInfos!["TenantId"].GetInt32());
        Assert.Equal(("rg", "k"), (read.ResourceGroupId, read.Owner!.UserKp));
        Assert.Equal("1,2", harness.Handler.Sent[0].Query["WorkspaceIds"]);
        Assert.Equal(("/api/v1/workspaces/1", "Verbose=true"), (harness.Handler.Sent[1].Path, harness.Handler.Sent[1].RawQuery));
    }

    [Theory]
    [InlineData("oss://bucket/path", "bucket", null)]
    [InlineData("oss://bucket.oss-cn-hangzhou.aliyuncs.com/path/", "bucket", "oss-cn-hangzhou.aliyuncs.com")]
    [InlineData("oss://bucket.oss-cn-hangzhou-internal.aliyuncs.com/", "bucket", "oss-cn-hangzhou-internal.aliyuncs.com")]
    [InlineData("oss://bucket/path/?endpoint=oss-cn-beijing.aliyuncs.com", "bucket", "oss-cn-beijing.aliyuncs.com")]
    [InlineData("oss://bucket/?a=b&host=oss-cn-beijing.aliyuncs.com", "bucket", "oss-cn-beijing.aliyuncs.com")]
    [InlineData(" oss://bucket/?endpoint=", "bucket", null)]
    [InlineData("nas://bucket/path", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void The_default_storage_has_a_bucket_and_perhaps_an_endpoint(string? value, string? bucket, string? endpoint)
    {
        var storage = AiDefaultStorage.Parse(value);

        Assert.Equal((bucket, endpoint), (storage?.Bucket, storage?.Endpoint));
    }

    [Theory]
    [InlineData(
        """[{"ConfigKey":"tempStoragePath","ConfigValue":"oss://bbb/"},{"ConfigKey":"modelExportPath","ConfigValue":"oss://aaa/"}]""",
        "aaa")]
    [InlineData("""[{"ConfigKey":"tempStoragePath","ConfigValue":"oss://bbb/"},{"ConfigKey":"modelExportPath","ConfigValue":""}]""", "bbb")]
    [InlineData("""[{"ConfigKey":"isAutoRecycle","ConfigValue":"oss://ccc/"}]""", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task The_default_storage_of_a_workspace_is_among_its_settings(string configs, string? bucket)
    {
        using var harness = new ApiHarness();
        harness.Handler.Then($$"""{"Configs":{{configs}},"TotalCount":1}""");

        Assert.Equal(bucket, (await harness.Workspace.GetDefaultStorageAsync("1234"))?.Bucket);

        Assert.Equal(
            ("/api/v1/workspaces/1234/configs", "ConfigKeys=modelExportPath%2CtempStoragePath"),
            (harness.Sent.Path, harness.Sent.RawQuery));
    }

    [Fact]
    public async Task Datasets_are_listed_and_read()
    {
        using var harness = new ApiHarness();
        harness.Handler
            .Then("""{"Datasets":[{"DatasetId":"d-1","Name":"n"},{"DatasetId":"d-1"},{"DatasetId":"d-2"}],"TotalCount":3}""")
            .Then("""
                {"DatasetId":"d-1","Property":"FILE","DataSourceType":"NAS","Uri":"nas://f.r/","Options":"{\"mountPath\":\"/mnt\"}",
                "MountAccess":"RO","Labels":[{"Key":"k","Value":"v"}],"IsShared":false,"SharedFrom":{"a":1},"Provider":"pai",
                "LatestVersion":{"VersionName":"v2","Property":"DIRECTORY","DataSize":5},"GmtCreateTime":"2026-01-15T08:00:00.123Z"}
                """);

        var listed = await ListAsync(harness.Workspace.ListDatasetsAsync(new() { WorkspaceId = "1234", DataSourceTypes = ["OSS", "NAS"] }));
        var read = await harness.Workspace.GetDatasetAsync("d-1");

        Assert.Equal(["d-1", "d-2"], listed.Select(d => d.DatasetId));
        Assert.Equal(("1234", "OSS,NAS", "50"), (harness.Handler.Sent[0].Query["WorkspaceId"],
            harness.Handler.Sent[0].Query["DataSourceTypes"], harness.Handler.Sent[0].Query["PageSize"]));
        Assert.Equal(("FILE", "RO", """{"mountPath":"/mnt"}""", "pai"), (read.Property, read.MountAccess, read.Options, read.Provider));
        Assert.Equal(("v2", "DIRECTORY", 5L), (read.LatestVersion!.VersionName, read.LatestVersion.Property, read.LatestVersion.DataSize));
        Assert.Equal(("/api/v1/datasets/d-1", ""), (harness.Handler.Sent[1].Path, harness.Handler.Sent[1].RawQuery));
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (var item in items) all.Add(item);
        return all;
    }
}
