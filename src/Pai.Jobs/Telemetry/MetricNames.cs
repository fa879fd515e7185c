namespace Pai.Jobs.Internal.Telemetry;

/// <summary>The names of metrics. docs/telemetry.md has the same, with their units and attributes.</summary>
internal static class MetricNames
{
    public const string RunDuration = "cicd.pipeline.run.duration";

    public const string ActiveRuns = "cicd.pipeline.run.active";

    public const string Runs = "pai.jobs.runs";

    public const string OssBytes = "alibaba_cloud.oss.io";

    public const string Retries = "alibaba_cloud.request.retries";

    public const string Throttled = "alibaba_cloud.request.throttled";
}
