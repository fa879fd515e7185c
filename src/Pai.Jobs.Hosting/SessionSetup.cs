namespace Pai.Jobs.Internal.Hosting;

/// <summary>The application's own changes to the builder of a session, in order.</summary>
internal sealed class SessionSetup
{
    public List<Action<PaiSessionBuilder, IServiceProvider>> Steps { get; } = [];
}
