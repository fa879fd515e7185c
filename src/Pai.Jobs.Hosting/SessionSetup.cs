namespace Pai.Jobs.Internal.Hosting;

/// <summary>What the application does to the builder of a session, in order.</summary>
internal sealed class SessionSetup
{
    public List<Action<PaiSessionBuilder, IServiceProvider>> Steps { get; } = [];
}
