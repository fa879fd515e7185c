using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// A client of PAI-DLC: one method for each operation of the service. Safe for any number of threads. A method throws a
/// <see cref="PaiServiceException"/> when the request fails for good.
/// </summary>
/// <param name="credentials">The access key of each request.</param>
/// <param name="endpoint">The endpoint of PAI-DLC.</param>
/// <param name="options">Settings; null for the usual.</param>
internal sealed partial class DlcClient(PaiCredentials credentials, ApiEndpointSource endpoint, ApiClientOptions? options = null)
    : IDisposable
{
    /// <summary>A time before all jobs: the service's defaults for the start hide what is older than seven days, or an hour.</summary>
    public static readonly DateTimeOffset Beginning = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Made at first use: a session that never talks to PAI-DLC does not load what that takes.</summary>
    private readonly Lazy<ApiTransport> _transport = new(() => new(credentials, endpoint, options ?? new()));

    public void Dispose()
    {
        if (_transport.IsValueCreated) _transport.Value.Dispose();
    }

    private static ApiRequest Get(string operation, string path) => new(operation, "paidlc", HttpMethod.Get, path);

    private static string JobPath(string jobId) => $"/api/v1/jobs/{ApiRequest.Segment(jobId)}";

    private static string PodPath(string jobId, string podId) => $"{JobPath(jobId)}/pods/{ApiRequest.Segment(podId)}";

    private static byte[] Body<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class =>
        _transport.Value.SendAsync(request, answer, cancellationToken);
}
