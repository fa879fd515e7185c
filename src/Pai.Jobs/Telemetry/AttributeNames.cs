namespace Pai.Jobs.Internal.Telemetry;

/// <summary>The names of attributes of spans and metrics. docs/telemetry.md has the same, with their meaning.</summary>
internal static class AttributeNames
{
    public const string PipelineName = "cicd.pipeline.name";

    public const string RunId = "cicd.pipeline.run.id";

    public const string RunUrl = "cicd.pipeline.run.url.full";

    public const string RunState = "cicd.pipeline.run.state";

    public const string Result = "cicd.pipeline.result";

    public const string ErrorType = "error.type";

    public const string Backend = "pai.jobs.backend";

    public const string RunName = "pai.jobs.run.name";

    public const string NodeCount = "pai.jobs.node.count";

    public const string Service = "alibaba_cloud.service";

    public const string RequestId = "alibaba_cloud.request.id";

    public const string ErrorCode = "alibaba_cloud.error.code";

    public const string DlcStatus = "alibaba_cloud.dlc.job.status";

    public const string DlcReason = "alibaba_cloud.dlc.job.reason_code";

    public const string OssBucket = "alibaba_cloud.oss.bucket";

    public const string OssOperation = "alibaba_cloud.oss.operation";

    public const string OssBytes = "alibaba_cloud.oss.bytes";

    public const string OssFiles = "alibaba_cloud.oss.files";
}
