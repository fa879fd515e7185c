using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>
/// Finds the network of a session: as it is set, else the public one. Only for <c>auto</c> it tries to reach an internal endpoint: once, at
/// first use, the one that is needed then.
/// </summary>
internal sealed class NetworkChoice(Lazy<PaiSettings> settings, NetworkProbe probe, ILogger logger)
{
    public const string Public = "public";
    public const string Vpc = "vpc";
    public const string Auto = "auto";

    private readonly Lock _lock = new();
    private Task<bool>? _probed;

    /// <param name="vpcHost">The host that is to be reached from a VPC, without a port.</param>
    /// <param name="cancellationToken">Cancels the wait; others may wait for the same answer.</param>
    /// <returns>Public or VPC.</returns>
    public ValueTask<PaiNetwork> FindAsync(string vpcHost, CancellationToken cancellationToken) => settings.Value.Network?.Value switch
    {
        Vpc => new(PaiNetwork.Vpc),
        Auto => new(ProbeAsync(vpcHost, cancellationToken)),
        _ => new(PaiNetwork.Public),
    };

    private async Task<PaiNetwork> ProbeAsync(string vpcHost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<bool> probed;
        lock (_lock) probed = _probed ??= Task.Run(() => AskAsync(vpcHost), CancellationToken.None);
        return await probed.WaitAsync(cancellationToken).ConfigureAwait(false) ? PaiNetwork.Vpc : PaiNetwork.Public;
    }

    private async Task<bool> AskAsync(string vpcHost)
    {
        var isReached = await probe.CanConnectAsync(vpcHost).ConfigureAwait(false);
        SessionLog.NetworkFound(logger, isReached ? Vpc : Public, vpcHost, isReached ? "can" : "cannot");
        return isReached;
    }
}
