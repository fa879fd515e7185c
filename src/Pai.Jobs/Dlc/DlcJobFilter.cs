using System.Text.Json;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The jobs that ListJobs gives; null does not filter.</summary>
/// <remarks>
/// The service's own defaults hide jobs: those that are older than seven days, those of others, and all but ten. None of them is used.
/// </remarks>
internal sealed record DlcJobFilter
{
    public string? WorkspaceId { get; init; }

    /// <summary>True for the caller's own jobs only.</summary>
    public bool ShowOwn { get; init; }

    /// <summary>The jobs of all workspaces: the caller's own only.</summary>
    public bool FromAllWorkspaces { get; init; }

    /// <summary>
    /// The start of the time, which is that of creation unless <see cref="TimeRangeField"/> names another. Default: before all jobs.
    /// </summary>
    public DateTimeOffset StartTime { get; init; } = DlcClient.Beginning;

    /// <summary>The end of the time; null for now by the service's clock, which may be ahead of this machine's.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The time that is meant, for instance <c>GmtFinishTime</c>; null for the creation.</summary>
    public string? TimeRangeField { get; init; }

    /// <summary>A part of the name, in any case.</summary>
    public string? DisplayName { get; init; }

    public string? DisplayNameSearchMode { get; init; }

    /// <summary>One id. The service then ignores <see cref="JobIds"/>.</summary>
    public string? JobId { get; init; }

    public IReadOnlyList<string>? JobIds { get; init; }

    public string? Status { get; init; }

    public string? JobType { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? ResourceId { get; init; }

    public string? ResourceIds { get; init; }

    public string? ResourceQuotaName { get; init; }

    public string? Username { get; init; }

    public string? UserIdForFilter { get; init; }

    public string? BusinessUserId { get; init; }

    public string? Caller { get; init; }

    public string? PipelineId { get; init; }

    public string? Description { get; init; }

    public string? TemplateId { get; init; }

    public string? Accessibility { get; init; }

    public string? PaymentType { get; init; }

    public string? OversoldInfo { get; init; }

    public string? EnableAssignNode { get; init; }

    public string? ImageSearch { get; init; }

    public string? UserCommandSearch { get; init; }

    public string? ReasonSearch { get; init; }

    public string? NumericRangeField { get; init; }

    public long? NumericRangeMin { get; init; }

    public long? NumericRangeMax { get; init; }

    /// <summary><c>GmtCreateTime</c>, <c>DisplayName</c>, <c>JobType</c>, <c>Status</c> or <c>GmtFinishTime</c>.</summary>
    public string SortBy { get; init; } = "GmtCreateTime";

    /// <summary><c>asc</c>: jobs that are new while pages are read move none that are not read yet. Or <c>desc</c>.</summary>
    public string Order { get; init; } = "asc";

    /// <summary>Adds the parameters to a request.</summary>
    public ApiRequest AddTo(ApiRequest request) => request
        .Query("WorkspaceId", WorkspaceId)
        .Query("ShowOwn", ShowOwn || FromAllWorkspaces)
        .Query("FromAllWorkspaces", FromAllWorkspaces ? true : null)
        .Query("StartTime", StartTime)
        .Query("EndTime", EndTime)
        .Query("TimeRangeField", TimeRangeField)
        .Query("DisplayName", DisplayName)
        .Query("DisplayNameSearchMode", DisplayNameSearchMode)
        .Query("JobId", JobId)
        .Query("JobIds", JobIds)
        .Query("Status", Status)
        .Query("JobType", JobType)
        .Query("Tags", Tags is { Count: > 0 } tags ? JsonSerializer.Serialize(tags, DlcJson.Lenient.IReadOnlyDictionaryStringString) : null)
        .Query("ResourceId", ResourceId)
        .Query("ResourceIds", ResourceIds)
        .Query("ResourceQuotaName", ResourceQuotaName)
        .Query("Username", Username)
        .Query("UserIdForFilter", UserIdForFilter)
        .Query("BusinessUserId", BusinessUserId)
        .Query("Caller", Caller)
        .Query("PipelineId", PipelineId)
        .Query("Description", Description)
        .Query("TemplateId", TemplateId)
        .Query("Accessibility", Accessibility)
        .Query("PaymentType", PaymentType)
        .Query("OversoldInfo", OversoldInfo)
        .Query("EnableAssignNode", EnableAssignNode)
        .Query("ImageSearch", ImageSearch)
        .Query("UserCommandSearch", UserCommandSearch)
        .Query("ReasonSearch", ReasonSearch)
        .Query("NumericRangeField", NumericRangeField)
        .Query("NumericRangeMin", NumericRangeMin)
        .Query("NumericRangeMax", NumericRangeMax)
        .Query("SortBy", SortBy)
        .Query("Order", Order);
}
