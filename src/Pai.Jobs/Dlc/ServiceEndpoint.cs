using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The endpoint of a service for a session: in its region, and for its network.</summary>
internal static class ServiceEndpoint
{
    /// <param name="context">The session's settings.</param>
    /// <param name="service">The service.</param>
    /// <param name="own">The endpoint that is set; null for that of the region and the network.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobException">The session has no region, or the region or the endpoint that is set is not valid.</exception>
    public static async ValueTask<ApiEndpoint> FindAsync(
        BackendContext context, ApiService service, string? own, CancellationToken cancellationToken)
    {
        try
        {
            if (own is not null) return ApiEndpoint.Parse(service, own);
            var region = context.Region ?? throw new JobException($"{service.Name} cannot be reached: {ApiOffline.NoRegion}");
            var vpc = ApiEndpoint.OfRegion(service, region, isVpc: true);
            var network = await context.FindNetworkAsync(vpc.Host, cancellationToken).ConfigureAwait(false);
            return network == PaiNetwork.Vpc ? vpc : ApiEndpoint.OfRegion(service, region);
        }
        catch (ArgumentException e)
        {
            throw new JobException($"The endpoint of {service.Name} cannot be used. {e.Message}", e);
        }
    }
}
