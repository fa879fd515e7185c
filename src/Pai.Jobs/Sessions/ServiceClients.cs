using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>The clients with which a session looks up images and instance types, each made at first use.</summary>
internal sealed class ServiceClients(BackendContext context, PaiCredentials credentials, DlcBackendOptions endpoints) : IDisposable
{
    private readonly Lock _lock = new();
    private AiWorkspaceClient? _workspace;
    private DlcClient? _dlc;
    private bool _isDisposed;

    /// <summary>Few attempts: the catalog answers where the service does not.</summary>
    private ApiClientOptions Options => new()
    {
        Handler = context.HttpHandler,
        TimeProvider = context.TimeProvider,
        Logger = context.Logger,
        MaxAttempts = 3,
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <returns>Null where the session has neither a region nor an endpoint of the service.</returns>
    public async ValueTask<AiWorkspaceClient?> WorkspaceAsync(CancellationToken cancellationToken)
    {
        var own = endpoints.WorkspaceEndpoint;
        if (context.Region is null && own is null) return null;
        var endpoint = await ServiceEndpoint.FindAsync(context, ApiService.AiWorkspace, own, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PaiSession));
            return _workspace ??= new(credentials, endpoint, Options);
        }
    }

    /// <returns>Null where the session has neither a region nor an endpoint of the service.</returns>
    public async ValueTask<DlcClient?> DlcAsync(CancellationToken cancellationToken)
    {
        var own = endpoints.Endpoint;
        if (context.Region is null && own is null) return null;
        var endpoint = await ServiceEndpoint.FindAsync(context, ApiService.Dlc, own, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PaiSession));
            return _dlc ??= new(credentials, endpoint, Options);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _workspace?.Dispose();
            _dlc?.Dispose();
        }
    }
}
