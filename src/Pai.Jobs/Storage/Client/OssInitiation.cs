using System.Net;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Begins a multipart upload. It is not simply repeated: each try that arrives leaves an upload behind.</summary>
internal sealed class OssInitiation(OssClient client, OssTransport transport, OssObjectAddress target, OssObjectSettings settings)
{
    private const int MaxDocumentLength = 1 << 20;
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromMinutes(1);

    public async Task<OssMultipartUpload> RunAsync(CancellationToken cancellationToken)
    {
        var start = transport.Clock.Now;
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await SendAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OssException e) when (e.IsTransient || WasAnswered(e))
            {
                if (!WasRefused(e)) await ThrowIfBegunAsync(start, e, cancellationToken).ConfigureAwait(false);
                if (WasAnswered(e) || failures >= transport.Options.MaxAttempts) throw;
                await transport.DelayAsync(failures, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private ValueTask<OssMultipartUpload> SendAsync(CancellationToken cancellationToken) => transport.SendOnceAsync(
        new OssRequest(HttpMethod.Post, target.Bucket, target.Key).Query("uploads").Query("encoding-type", "url")
            .With(settings, forbidOverwrite: false),
        async (response, token) =>
        {
            var document = await response.ReadDocumentAsync(MaxDocumentLength, token).ConfigureAwait(false);
            var id = OssXml.Parse(document, "InitiateMultipartUploadResult").Required("UploadId");
            var initiated = OssHeaders.Time(response.Header("Date")) ?? transport.Clock.Now;
            return new OssMultipartUpload(target, id, initiated) { RequestId = response.RequestId };
        },
        cancellationToken);

    /// <summary>True when the upload was begun, and the answer that has its id cannot be read.</summary>
    private static bool WasAnswered(OssException e) => (int?)e.StatusCode is >= 200 and < 300;

    /// <summary>True when the service cannot have begun an upload: it was not reached, or it was too busy.</summary>
    private static bool WasRefused(OssException e) =>
        e.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        || e.InnerException is OperationCanceledException { InnerException: TimeoutException } or HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };

    /// <summary>The answer was lost: looks whether an upload was begun, and says which may be the one.</summary>
    private async Task ThrowIfBegunAsync(DateTimeOffset start, OssException cause, CancellationToken cancellationToken)
    {
        List<string> candidates = [];
        await foreach (var upload in client.ListMultipartUploadsAsync(target.Bucket, target.Key, cancellationToken).ConfigureAwait(false))
        {
            if (upload.Object.Key == target.Key && !(upload.Initiated < start - s_clockTolerance)) candidates.Add(upload.UploadId);
        }

        if (candidates.Count == 0) return;
        throw new OssException(
            $"{cause.Message} The upload may have been begun all the same. These uploads of the key are new, and which of them is this one "
            + $"is not known: {string.Join(", ", candidates)}. Abort those that are not in use elsewhere.", cause)
        {
            Code = cause.Code,
            EC = cause.EC,
            RequestId = cause.RequestId,
            StatusCode = cause.StatusCode,
            Bucket = cause.Bucket,
            Key = cause.Key,
            IsTransient = true,
        };
    }
}
