using System.Net;
using System.Runtime.ExceptionServices;
using Pai.Jobs.Internal.Telemetry;
using Polly;
using Polly.Retry;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Sends requests, each try with a new date and signature, until one is answered or another would fail too.</summary>
internal sealed class OssTransport : IDisposable
{
    /// <summary>The name in metrics.</summary>
    private const string Service = "OSS";

    private readonly PaiCredentials _credentials;
    private readonly OssClientOptions _options;
    private readonly HttpMessageInvoker _invoker;
    private readonly OssClock _clock;
    private readonly OssSigner _signer = new();
    private readonly ResiliencePipeline _retry;

    public OssTransport(PaiCredentials credentials, OssClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        (_credentials, _options) = (credentials, options);
        _invoker = new(options.Handler ?? OssHandler.Create(), disposeHandler: options.Handler is null);
        _clock = new(options.TimeProvider, options.Logger);
        _retry = CreatePipeline(options);
    }

    /// <summary>Takes from an answer the part that a call wants, or throws an <see cref="OssFormatException"/>.</summary>
    public delegate ValueTask<T> Read<T>(OssResponse response, CancellationToken cancellationToken);

    public OssClientOptions Options => _options;

    public OssClock Clock => _clock;

    /// <summary>Sends a request, again after a failure that may pass. The answer is disposed unless the call keeps it.</summary>
    public async Task<T> SendAsync<T>(OssRequest request, Read<T> read, CancellationToken cancellationToken, bool keep = false) =>
        await _retry.ExecuteAsync(
            static (s, token) => s.Self.TryAsync(s.Request, s.Read, s.Keep, token),
            (Self: this, Request: request, Read: read, Keep: keep),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Sends a request once.</summary>
    public ValueTask<T> SendOnceAsync<T>(OssRequest request, Read<T> read, CancellationToken cancellationToken) =>
        TryAsync(request, read, keep: false, cancellationToken);

    /// <summary>Waits before another try.</summary>
    /// <param name="failures">How often it has failed, at least once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task DelayAsync(int failures, CancellationToken cancellationToken)
    {
        Meters.Retried(Service);
        return Task.Delay(Pause(_options, failures), _options.TimeProvider, cancellationToken);
    }

    /// <summary>A location that works without an access key for a while.</summary>
    public async ValueTask<Uri> PresignAsync(OssRequest request, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var accessKey = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        return request.ToUri(_signer.Presign(request, accessKey, _clock.Now, lifetime));
    }

    public void Dispose() => _invoker.Dispose();

    private static ResiliencePipeline CreatePipeline(OssClientOptions options)
    {
        if (options.MaxAttempts <= 1) return ResiliencePipeline.Empty;
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        return builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            ShouldHandle = static args => new(args.Outcome.Exception is OssException { IsTransient: true }),
            DelayGenerator = args => new(Pause(options, args.AttemptNumber + 1)),
            OnRetry = args =>
            {
                Meters.Retried(Service);
                OssLog.Retries(options.Logger, args.AttemptNumber + 1, args.RetryDelay, args.Outcome.Exception!.Message);
                return default;
            },
        }).Build();
    }

    /// <summary>A random part of a time that doubles with every failure.</summary>
    private static TimeSpan Pause(OssClientOptions options, int failures) =>
        TimeSpan.FromTicks((long)(Random.Shared.NextDouble()
            * Math.Min(options.RetryDelay.Ticks * Math.Pow(2, failures), options.MaxRetryDelay.Ticks)));

    /// <summary>One try; or two, where the first shows that the clock is wrong or that the access key has been replaced.</summary>
    private async ValueTask<T> TryAsync<T>(OssRequest request, Read<T> read, bool keep, CancellationToken cancellationToken)
    {
        var accessKey = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        for (var second = false; ; second = true)
        {
            var (response, signedAt) = await ExchangeAsync(request, accessKey, cancellationToken).ConfigureAwait(false);
            var kept = false;
            try
            {
                if ((int)response.Message.StatusCode is >= 200 and < 300)
                {
                    var result = await ReadAsync(request, response, read, cancellationToken).ConfigureAwait(false);
                    kept = keep;
                    return result;
                }

                var error = await OssErrors.ReadAsync(response, cancellationToken).ConfigureAwait(false);
                var refusal = Refusal(request, response, error);
                if (IsThrottled(refusal)) Meters.Throttled(Service);
                if (second) throw refusal;
                if (IsClockWrong(response, error, signedAt)) continue;
                if (!IsKeyRefused(refusal)) throw refusal;
                var newKey = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
                if (IsSame(newKey, accessKey)) throw refusal;
                accessKey = newKey;
            }
            finally
            {
                if (!kept) response.Dispose();
            }
        }
    }

    private OssException Refusal(OssRequest request, OssResponse response, OssErrorDocument error) =>
        OssErrors.Refused(request, response.Message.StatusCode, error, response.RequestId, response.Header("x-oss-ec"), _clock.Offset);

    private bool IsClockWrong(OssResponse response, OssErrorDocument error, DateTimeOffset signedAt) =>
        response.Message.StatusCode == HttpStatusCode.Forbidden
        && _clock.Correct(OssHeaders.Time(response.Header("Date")) ?? error.ServerTime, signedAt);

    private static bool IsThrottled(OssException refusal) =>
        refusal.StatusCode == HttpStatusCode.TooManyRequests
        || refusal.Code is "QpsLimitExceeded" or "TotalQpsLimitExceeded" or "DownloadTrafficRateLimitExceeded"
            or "UploadTrafficRateLimitExceeded" or "SlowDown";

    private static bool IsKeyRefused(OssException refusal) =>
        refusal.StatusCode == HttpStatusCode.Unauthorized
        || refusal.Code is "SecurityTokenExpired" or "InvalidSecurityToken" or "InvalidAccessKeyId";

    private static bool IsSame(PaiAccessKey a, PaiAccessKey b) =>
        a.Id == b.Id && a.Secret == b.Secret && a.SecurityToken == b.SecurityToken;

    private async ValueTask<(OssResponse Response, DateTimeOffset SignedAt)> ExchangeAsync(
        OssRequest request, PaiAccessKey accessKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var idle = new OssIdleTimer(_options.TimeProvider, request.IsServerWork ? _options.ServerWorkTimeout : _options.IdleTimeout);
        var content = request.Content is { } body ? new OssBodyContent(body, idle) : null;
        var signedAt = _clock.Now;
        var message = CreateMessage(request, content, accessKey, signedAt);
        try
        {
            using var _ = idle.Follow(cancellationToken);
            idle.Start();
            var answer = await _invoker.SendAsync(message, idle.Token).ConfigureAwait(false);
            idle.Stop();
            return (new(answer, idle, content), signedAt);
        }
        catch (Exception e) when (IsConnection(e) || content?.SourceFailure is not null)
        {
            var failure = Failure(request, idle, e);
            if (content is not null) await content.EndAsync().ConfigureAwait(false);
            idle.Dispose();

            // A service that refuses a body closes the connection on it. Asked first, it says why.
            request.AsksFirst = content is not null;
            cancellationToken.ThrowIfCancellationRequested();
            if (content?.SourceFailure is { } fault) ExceptionDispatchInfo.Throw(fault);
            throw failure;
        }
        finally
        {
            message.Dispose();
        }
    }

    private static async ValueTask<T> ReadAsync<T>(
        OssRequest request, OssResponse response, Read<T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(response, cancellationToken).ConfigureAwait(false);
        }
        catch (OssFormatException e)
        {
            throw OssErrors.Malformed(request, response, e.Message, e);
        }
        catch (Exception e) when (IsConnection(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(request, response.Idle, e);
        }
    }

    /// <summary>True for a failure of the connection, and for a cancellation.</summary>
    public static bool IsConnection(Exception e) => e is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>The error for a connection that broke or fell silent.</summary>
    public static OssException Failure(OssRequest request, OssIdleTimer idle, Exception e) =>
        e is OperationCanceledException && idle.HasFired ? OssErrors.TimedOut(request, idle.Timeout, e) : OssErrors.NoAnswer(request, e);

    private HttpRequestMessage CreateMessage(OssRequest request, OssBodyContent? content, PaiAccessKey accessKey, DateTimeOffset now)
    {
        var (date, authorization) = _signer.Sign(request, accessKey, now);
        var message = new HttpRequestMessage(request.Method, request.ToUri(request.CanonicalQuery))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        foreach (var (name, value) in request.Headers) Add(message, name, value);
        Add(message, "x-oss-date", date);
        Add(message, "x-oss-content-sha256", OssCanonicalRequest.UnsignedPayload);
        if (accessKey.SecurityToken is { } token) Add(message, "x-oss-security-token", token);
        Add(message, "Authorization", authorization);
        Add(message, "User-Agent", OssHandler.UserAgent);
        if (request.AsksFirst) message.Headers.ExpectContinue = true;
        return message;
    }

    private static void Add(HttpRequestMessage message, string name, string value)
    {
        if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
    }
}
