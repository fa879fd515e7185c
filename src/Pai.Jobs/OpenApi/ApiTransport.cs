using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pai.Jobs.Internal.Credentials;
using Pai.Jobs.Internal.Telemetry;
using Polly;
using Polly.Retry;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>Sends requests to a service, each try with a new date, nonce and signature.</summary>
/// <remarks>
/// A request is sent again after a failure that may pass. One that cannot be repeated is so only after proof that the service did not carry
/// it out: there was no connection, or the service refused it because of its rate, its time or its access key. Any other failure that
/// leaves that open ends in an <see cref="ApiInDoubtException"/>.
/// </remarks>
internal sealed class ApiTransport : IDisposable
{
    private const int MaxAnswer = 64 << 20;

    private readonly PaiCredentials _credentials;
    private readonly ApiEndpointSource _source;
    private readonly ApiClientOptions _options;
    private readonly HttpMessageInvoker _invoker;
    private readonly ApiClock _clock;
    private readonly ResiliencePipeline _retry;
    private ApiEndpoint? _endpoint;

    public ApiTransport(PaiCredentials credentials, ApiEndpointSource endpoint, ApiClientOptions options)
    {
        (_credentials, _source, _options) = (credentials, endpoint, options);
        _invoker = new(options.Handler ?? ApiHandler.Create(), disposeHandler: options.Handler is null);
        _clock = new(options.TimeProvider, options.Logger, endpoint.Service.Name);
        _retry = CreatePipeline(options, endpoint.Service.Name);
    }

    /// <summary>The endpoint, found before the first request.</summary>
    private ApiEndpoint Endpoint => _endpoint!;

    /// <exception cref="PaiServiceException">The request failed for good.</exception>
    /// <exception cref="ApiInDoubtException">A request that cannot be repeated may have been carried out.</exception>
    public async Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        if (Volatile.Read(ref _endpoint) is null)
            Volatile.Write(ref _endpoint, await _source.FindAsync(cancellationToken).ConfigureAwait(false));
        return await _retry.ExecuteAsync(
            static (s, token) => s.Self.TryAsync(s.Request, s.Answer, token),
            (Self: this, Request: request, Answer: answer),
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _invoker.Dispose();

    private static ResiliencePipeline CreatePipeline(ApiClientOptions options, string service)
    {
        if (options.MaxAttempts <= 1) return ResiliencePipeline.Empty;
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        return builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            ShouldHandle = static args => new(args.Outcome.Exception is PaiServiceException { IsTransient: true }),
            DelayGenerator = args => new(Pause(options, args.AttemptNumber + 1, ((PaiServiceException)args.Outcome.Exception!).RetryAfter)),
            OnRetry = args =>
            {
                Meters.Retried(service);
                ApiLog.Retries(options.Logger, args.AttemptNumber + 1, args.RetryDelay, args.Outcome.Exception!.Message);
                return default;
            },
        }).Build();
    }

    /// <summary>A random part of a time that doubles with every failure, on top of the pause that the service asks for.</summary>
    private static TimeSpan Pause(ApiClientOptions options, int failures, TimeSpan? asked)
    {
        var ticks = Random.Shared.NextDouble() * options.RetryDelay.Ticks * Math.Pow(2, failures) + (asked?.Ticks ?? 0);
        return TimeSpan.FromTicks((long)Math.Min(ticks, options.MaxRetryDelay.Ticks));
    }

    private async ValueTask<T> TryAsync<T>(ApiRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ExchangeAsync(request, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (PaiServiceException e) when (e.IsRefusal)
        {
            if (e.IsTransient) cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (PaiServiceException e)
        {
            request.MayBeDone = true;
            throw request.IsRepeatable ? e : new ApiInDoubtException(request.Operation, e);
        }
    }

    /// <summary>One exchange; or two, where the first shows that the clock is wrong or that the access key has been replaced.</summary>
    private async ValueTask<T> ExchangeAsync<T>(ApiRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        var accessKey = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        for (var second = false; ; second = true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var signedAt = _clock.Now;
            var response = await SendOnceAsync(request, accessKey, signedAt, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccess) return Read(request, response, answer);

            var error = ApiErrorBody.Parse(response.Body, [accessKey.Secret, accessKey.SecurityToken, .. request.Secrets]);
            var isClockWrong = ApiErrors.IsAboutTime(error.Code) && _clock.Correct(response.Date, signedAt);
            var refusal = ApiErrors.Refused(request, Endpoint, response, error, _clock.Offset);
            if (refusal.Kind == PaiServiceErrorKind.Throttled) Meters.Throttled(_source.Service.Name);
            if (second || !refusal.IsRefusal) throw refusal;
            if (isClockWrong) continue;
            if (!ApiErrors.IsAboutKey(error.Code)) throw refusal;
            var newKey = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
            if (IsSame(newKey, accessKey)) throw refusal;
            accessKey = newKey;
        }
    }

    private async ValueTask<ApiResponse> SendOnceAsync(
        ApiRequest request, PaiAccessKey accessKey, DateTimeOffset signedAt, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(request, accessKey, signedAt);
        using var timer = new CancellationTokenSource(_options.Timeout, _options.TimeProvider);
        using var registration = Follow(request, timer, cancellationToken);
        try
        {
            using var answer = await _invoker.SendAsync(message, timer.Token).ConfigureAwait(false);
            var stream = await answer.Content.ReadAsStreamAsync(timer.Token).ConfigureAwait(false);
            return ApiResponse.Create(answer, await LimitedReader.ReadAsync(stream, MaxAnswer, timer.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            if (request.IsRepeatable) cancellationToken.ThrowIfCancellationRequested();
            throw ApiErrors.NoAnswer(request, Endpoint, e, timer.IsCancellationRequested ? _options.Timeout : null);
        }
    }

    /// <summary>Cancels an exchange with the call: at once, or after a time for the answer where only that tells what was done.</summary>
    private CancellationTokenRegistration Follow(ApiRequest request, CancellationTokenSource timer, CancellationToken cancellationToken)
    {
        if (request.IsRepeatable) return cancellationToken.UnsafeRegister(static t => ((CancellationTokenSource)t!).Cancel(), timer);
        var start = _options.TimeProvider.GetTimestamp();
        return cancellationToken.UnsafeRegister(
            _ =>
            {
                var left = _options.Timeout - _options.TimeProvider.GetElapsedTime(start);
                if (left > _options.CancellationGrace) timer.CancelAfter(_options.CancellationGrace);
            },
            null);
    }

    private T Read<T>(ApiRequest request, ApiResponse response, JsonTypeInfo<T> answer)
        where T : class
    {
        if (response.Body is null) throw ApiErrors.Unreadable(request, Endpoint, response, $"it is longer than {MaxAnswer} bytes");
        try
        {
            // Some gateways begin with a byte order mark.
            var json = response.Body.AsSpan(response.Body is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
            return JsonSerializer.Deserialize(json, answer) ?? throw ApiErrors.Unreadable(request, Endpoint, response, "it is null");
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" at line {line + 1}, byte {(e.BytePositionInLine ?? 0) + 1}" : "";
            throw ApiErrors.Unreadable(request, Endpoint, response, $"it cannot be read{place}");
        }
        catch (InvalidOperationException)
        {
            throw ApiErrors.Unreadable(request, Endpoint, response, "it has a name that is not valid Unicode");
        }
    }

    private HttpRequestMessage CreateMessage(ApiRequest request, PaiAccessKey accessKey, DateTimeOffset signedAt)
    {
        var message = new HttpRequestMessage(request.Method, request.ToUri(Endpoint))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = request.Body is { } body ? new ByteArrayContent(body) : null,
        };
        var nonce = Guid.NewGuid().ToString();
        foreach (var (name, value) in ApiSigner.Headers(request, Endpoint, accessKey, signedAt, nonce)) Add(name, value);
        Add("accept", "application/json");
        Add("user-agent", ApiHandler.UserAgent);
        return message;

        void Add(string name, string value)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content!.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static bool IsSame(PaiAccessKey a, PaiAccessKey b) =>
        a.Id == b.Id && a.Secret == b.Secret && a.SecurityToken == b.SecurityToken;
}
