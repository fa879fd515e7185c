using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The kind of payment for the resources of a job.</summary>
internal static class PaymentType
{
    /// <summary><c>PrePaid</c> for a quota, <c>Spot</c> or <c>PostPaid</c>.</summary>
    public static string Of(StoredJob job) =>
        job.ResourceId is not null ? "PrePaid" : job.Request.Objects("JobSpecs").Any(IsSpot) ? "Spot" : "PostPaid";

    public static bool IsSpot(JsonObject spec) => spec.Object("SpotSpec")?.Text("SpotStrategy") is not (null or "NoSpot");
}
