namespace Pai.Jobs.Internal.OpenApi;

/// <summary>The endpoint of a client, which may depend on the network and is then found at the first request.</summary>
/// <param name="Service">The service.</param>
/// <param name="FindAsync">Finds the endpoint. It is asked once for each client.</param>
internal sealed record ApiEndpointSource(ApiService Service, Func<CancellationToken, ValueTask<ApiEndpoint>> FindAsync)
{
    public static implicit operator ApiEndpointSource(ApiEndpoint endpoint) => new(endpoint.Service, _ => new(endpoint));
}
