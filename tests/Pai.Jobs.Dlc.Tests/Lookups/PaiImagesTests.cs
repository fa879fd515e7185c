using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Dlc.Tests.Lookups;

/// <summary>The requests for images, the cache and the catalog, on a service that follows a script.</summary>
public class PaiImagesTests
{
    private const string Torch = """
        {"TotalCount":1,"Images":[{"ImageId":"image-1","Name":"torch","ImageUri":"host/pai/pytorch:2.1-cpu-py310","Labels":[
            {"Key":"system.official","Value":"true"}]}]}
        """;

    private readonly FakeTimeProvider _clock = new(ApiHarness.Start);

    [Fact]
    public async Task Official_images_are_asked_for_without_a_workspace_and_with_their_labels()
    {
        using var api = new ApiHarness();
        api.Handler.Then(Torch);
        var image = await Images(api).RetrieveAsync("pytorch", "latest");

        Assert.Equal(("image-1", "torch", "PyTorch"), (image.Id, image.Name, image.Framework));
        var query = api.Sent.Query;
        Assert.Equal("system.official=true,system.supported.dlc=true", query["Labels"]);
        Assert.Equal("true", query["Verbose"]);
        Assert.Equal(("GmtCreateTime", "DESC"), (query["SortBy"], query["Order"]));
        Assert.False(query.ContainsKey("WorkspaceId"));
        Assert.False(query.ContainsKey("Name"));
    }

    [Fact]
    public async Task A_list_is_kept_for_five_minutes()
    {
        using var api = new ApiHarness();
        api.Handler.Otherwise = _ => Answers.Json(Torch);
        var images = Images(api);

        await images.RetrieveAsync("PyTorch");
        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await images.RetrieveAsync("PyTorch", "2.1");
        Assert.Single(api.Handler.Sent);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await images.RetrieveAsync("PyTorch");
        Assert.Equal(2, api.Handler.Sent.Count);

        // Another list.
        Assert.Single(await AllAsync(images.ListAsync()));
        Assert.Equal("system.official=true", api.Handler.Sent[^1].Query["Labels"]);
        await images.RetrieveForAsync(PaiImageScope.Inference, "PyTorch");
        Assert.Equal("system.official=true,system.supported.eas=true", api.Handler.Sent[^1].Query["Labels"]);
        Assert.Equal(4, api.Handler.Sent.Count);
    }

    [Fact]
    public async Task Many_callers_share_one_request_and_one_that_gives_up_does_not_cancel_it()
    {
        using var api = new ApiHarness();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        api.Handler.Then((_, _) => answer.Task);
        var images = Images(api);
        using var stop = new CancellationTokenSource();

        var impatient = images.RetrieveAsync("PyTorch", cancellationToken: stop.Token);
        var patient = Enumerable.Range(0, 20).Select(_ => images.RetrieveAsync("PyTorch")).ToList();
        await api.SentAsync(1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        answer.SetResult(Answers.Json(Torch));

        Assert.All(await Task.WhenAll(patient), image => Assert.Equal("image-1", image.Id));
        Assert.Single(api.Handler.Sent);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => images.RetrieveAsync("PyTorch", cancellationToken: stop.Token));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Images":[{},{"ImageUri":null},{"ImageUri":"x:???"},{"ImageUri":"y:1","Labels":[{}]}]}""")]
    public async Task An_answer_with_odd_entries_is_no_fault(string json)
    {
        using var api = new ApiHarness();
        api.Handler.Otherwise = _ => Answers.Json(json);

        var images = await AllAsync(Images(api).ListAsync());

        Assert.All(images, image => Assert.NotEmpty(image.Uri));
        await Assert.ThrowsAsync<JobException>(() => Images(api).RetrieveAsync("PyTorch"));
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_replaced_by_the_catalog_for_a_minute()
    {
        using var api = new ApiHarness(o => o with { MaxAttempts = 1 });
        api.Handler.Then(new HttpRequestException("no route to host")).Then(Torch);
        var images = Images(api);

        var image = await images.RetrieveAsync("PyTorch", "1.8", Accelerator.Gpu);
        Assert.True(image.IsFromCatalog);
        Assert.StartsWith("registry.cn-shanghai.aliyuncs.com/pai-dlc/pytorch-training:1.8PAI-gpu-", image.Uri, StringComparison.Ordinal);
        var e = await Assert.ThrowsAsync<JobException>(() => images.RetrieveAsync("PyTorch", "0.1"));
        Assert.Contains("could not be asked: ListImages", e.Message, StringComparison.Ordinal);
        Assert.Single(api.Handler.Sent);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await images.RetrieveAsync("PyTorch")).IsFromCatalog);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError")]
    public async Task So_is_one_that_is_down(HttpStatusCode status, string code)
    {
        using var api = new ApiHarness(o => o with { MaxAttempts = 1 });
        api.Handler.Then(Answers.Error(status, code));

        Assert.True((await Images(api).RetrieveAsync("PyTorch")).IsFromCatalog);
    }

    [Fact]
    public async Task A_refusal_is_an_error_and_is_not_kept()
    {
        using var api = new ApiHarness(o => o with { MaxAttempts = 1 });
        api.Handler.Then(Answers.Error(HttpStatusCode.Forbidden, "NoPermission")).Then(Torch);
        var images = Images(api);

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => images.RetrieveAsync("PyTorch"));
        Assert.Equal((PaiServiceErrorKind.Forbidden, "paiimage:ListImages"), (e.Kind, e.MissingAction));
        Assert.Equal("image-1", (await images.RetrieveAsync("PyTorch")).Id);
    }

    [Fact]
    public async Task Images_of_the_workspace()
    {
        using var api = new ApiHarness(o => o with { MaxAttempts = 1 });
        api.Handler.Then("""
            {"TotalCount":1,"Images":[{"ImageId":"image-7","ImageUri":"host/mine:1","WorkspaceId":"1234","Description":"For OCR."}]}
            """);
        var images = new PaiImages(api.Workspace, "cn-shanghai", "1234", _clock);

        var image = Assert.Single(await AllAsync(images.ListAsync(new() { OfWorkspace = true, Text = "ocr" })));

        Assert.Equal(("1234", false, "mine", "1"), (image.WorkspaceId, image.IsOfficial, image.Framework, image.FrameworkVersion));
        Assert.Equal("1234", api.Sent.Query["WorkspaceId"]);
        Assert.False(api.Sent.Query.ContainsKey("Labels"));
        // The catalog does not know them.
        api.Handler.Then(new HttpRequestException("no route to host"));
        _clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<PaiServiceException>(() => AllAsync(images.ListAsync(new() { OfWorkspace = true })));
    }

    [Fact]
    public async Task Images_of_no_workspace()
    {
        using var api = new ApiHarness();

        var e = await Assert.ThrowsAsync<JobException>(() => AllAsync(Images(api).ListAsync(new() { OfWorkspace = true })));

        Assert.Contains("PAI_WORKSPACE_ID", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_and_order_of_the_catalog()
    {
        var images = new PaiImages(_ => new((Internal.AiWorkspace.AiWorkspaceClient?)null), null, () => null, _clock);

        var all = await AllAsync(images.ListAsync());
        var torch = await AllAsync(images.ListAsync(new() { Framework = " pytorch ", Accelerator = Accelerator.Gpu, Text = "CU121" }));
        var serving = await AllAsync(images.ListAsync(new() { Scope = PaiImageScope.Inference }));

        Assert.Equal(all.Select(i => i.Framework).Order(StringComparer.OrdinalIgnoreCase), all.Select(i => i.Framework));
        Assert.Contains("{region}", all[0].Uri, StringComparison.Ordinal);
        Assert.NotEmpty(torch);
        Assert.All(torch, i => Assert.Equal(("PyTorch", Accelerator.Gpu, "12.1"), (i.Framework, i.Accelerator, i.CudaVersion)));
        Assert.NotEmpty(serving);
        Assert.All(serving, i => Assert.Contains(PaiImageScope.Inference, i.Scopes));
        await Assert.ThrowsAsync<ArgumentException>(() => images.RetrieveAsync(" "));
    }

    private PaiImages Images(ApiHarness api) => new(api.Workspace, "cn-shanghai", null, _clock);

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }
}
