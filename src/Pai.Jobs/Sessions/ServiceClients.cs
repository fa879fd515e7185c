using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>The clients with which a session looks up images and instance types, each made at first use.</summary>
internal sealed class ServiceClients(BackendContext context, PaiCredentials credentials) : IDisposable
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

    /// <returns>Null where the session has no region.</returns>
    public async ValueTask<AiWorkspaceClient?> WorkspaceAsync(CancellationToken cancellationToken)
    {
        if (context.Region is null) return null;
        var endpoint = await ServiceEndpoint.FindAsync(context, ApiService.AiWorkspace, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PaiSession));
            return _workspace ??= new(credentials, endpoint, Options);
        }
    }

    /// <returns>Null where the session has no region.</returns>
    public async ValueTask<DlcClient?> DlcAsync(CancellationToken cancellationToken)
    {
        if (context.Region is null) return null;
        var endpoint = await ServiceEndpoint.FindAsync(context, ApiService.Dlc, cancellationToken).ConfigureAwait(false);
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
