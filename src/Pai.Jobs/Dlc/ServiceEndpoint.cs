using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The endpoint of a service for a session: in its region, and for its network.</summary>
internal static class ServiceEndpoint
{
    /// <exception cref="JobException">The session has no region, or one that is not valid.</exception>
    public static async ValueTask<ApiEndpoint> FindAsync(BackendContext context, ApiService service, CancellationToken cancellationToken)
    {
        var region = context.Region ?? throw new JobException($"{service.Name} cannot be reached: {ApiOffline.NoRegion}");
        try
        {
            var vpc = ApiEndpoint.OfRegion(service, region, isVpc: true);
            var network = await context.FindNetworkAsync(vpc.Host, cancellationToken).ConfigureAwait(false);
            return network == PaiNetwork.Vpc ? vpc : ApiEndpoint.OfRegion(service, region);
        }
        catch (ArgumentException e)
        {
            throw new JobException($"The endpoint of {service.Name} cannot be found: {e.Message}", e);
        }
    }
}
