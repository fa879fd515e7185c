namespace Pai.Jobs.Internal.Telemetry;

/// <summary>The names of spans. Those about a record have its name behind a space: <c>submit Acme.TrainJob</c>.</summary>
internal static class SpanNames
{
    public const string Run = "run";

    public const string Plan = "plan";

    public const string Submit = "submit";

    public const string Pack = "pack";

    public const string Upload = "upload";

    public const string Create = "create";

    public const string Wait = "wait";

    public const string OssUpload = "oss upload";

    public const string OssDownload = "oss download";

    public const string OssCopy = "oss copy";
}
