using System.Diagnostics;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The span of a transfer. It names the bucket, and no key: keys may say more than a trace should.</summary>
internal sealed class TransferSpan : IDisposable
{
    private readonly Activity _span;
    private bool _hasEnded;

    private TransferSpan(Activity span, string operation)
    {
        _span = span;
        _span.SetTag(AttributeNames.OssOperation, operation);
    }

    /// <summary>Starts it; null where nothing listens.</summary>
    public static TransferSpan? Start(TransferOptions options)
    {
        var name = options switch
        {
            UploadOptions => SpanNames.OssUpload,
            DownloadOptions => SpanNames.OssDownload,
            _ => SpanNames.OssCopy,
        };
        return Spans.StartStep(name) is { } span ? new(span, OperationOf(options)) : null;
    }

    /// <summary>The operation that options are for.</summary>
    public static string OperationOf(TransferOptions options) => options switch
    {
        UploadOptions => "upload",
        DownloadOptions => "download",
        _ => "copy",
    };

    public void At(OssUri location) => _span.SetTag(AttributeNames.OssBucket, location.Bucket);

    public void Succeeded(long bytes, int files)
    {
        _hasEnded = true;
        _span.SetTag(AttributeNames.OssBytes, bytes);
        _span.SetTag(AttributeNames.OssFiles, files);
    }

    public void Failed(Exception e)
    {
        _hasEnded = true;
        Spans.Fail(_span, e);
    }

    public void Dispose()
    {
        // What fails before the first byte is thrown past the end of the call.
        if (!_hasEnded) _span.SetStatus(ActivityStatusCode.Error);
        _span.Dispose();
    }
}
