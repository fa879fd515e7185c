using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

internal sealed partial class DlcClient
{
    private const int EcsSpecPageSize = 100;
    private const int MaxTaggedJobs = 50;
    private const int MaxTags = 20;

    /// <summary>The instance types of the region. No order is asked for: the service refuses one.</summary>
    /// <param name="acceleratorType"><c>CPU</c> or <c>GPU</c>; null for both.</param>
    /// <param name="resourceType"><c>ECS</c> or <c>Lingjun</c>; null for both.</param>
    /// <param name="instanceTypes">Names; null for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public IAsyncEnumerable<DlcEcsSpec> ListEcsSpecsAsync(
        string? acceleratorType = null, string? resourceType = null, IReadOnlyList<string>? instanceTypes = null,
        CancellationToken cancellationToken = default) =>
        ApiPages.ReadAsync(
            async (number, token) =>
            {
                var request = Get("ListEcsSpecs", "/api/v1/ecsspecs")
                    .Query("AcceleratorType", acceleratorType).Query("ResourceType", resourceType).Query("InstanceTypes", instanceTypes)
                    .Query("PageNumber", number).Query("PageSize", EcsSpecPageSize);
                var page = await SendAsync(request, DlcJson.Lenient.DlcEcsSpecList, token).ConfigureAwait(false);
                return new ApiPage<DlcEcsSpec>(page.EcsSpecs, page.TotalCount);
            },
            spec => spec.InstanceType,
            EcsSpecPageSize,
            cancellationToken);

    /// <summary>Gives jobs tags; an existing tag of the same name is replaced.</summary>
    /// <param name="region">The region of the jobs.</param>
    /// <param name="jobIds">1 to 50 jobs.</param>
    /// <param name="tags">1 to 20 tags, whose names do not start with <c>aliyun</c> or <c>acs:</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">There are none, or too many.</exception>
    public async Task TagResourcesAsync(
        string region, IReadOnlyList<string> jobIds, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken = default)
    {
        if (jobIds.Count is 0 or > MaxTaggedJobs)
            throw new ArgumentException($"{jobIds.Count} jobs: 1 to {MaxTaggedJobs} can be tagged at once.");
        if (tags.Count is 0 or > MaxTags) throw new ArgumentException($"{tags.Count} tags: 1 to {MaxTags} can be set at once.");
        var body = new DlcTagResources
        {
            RegionId = region,
            ResourceType = "Job",
            ResourceId = jobIds,
            Tag = [.. tags.Select(t => new DlcTag { Key = t.Key, Value = t.Value })],
        };
        var request = new ApiRequest("TagResources", "paidlc", HttpMethod.Post, "/api/v1/tags")
        {
            Body = Body(body, DlcJson.Lenient.DlcTagResources),
        };
        await SendAsync(request, DlcJson.Lenient.ApiDone, cancellationToken).ConfigureAwait(false);
    }
}
