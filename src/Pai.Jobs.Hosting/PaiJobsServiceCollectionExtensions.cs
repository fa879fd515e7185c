using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pai.Jobs;
using Pai.Jobs.Hosting;
using Pai.Jobs.Internal.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds sessions of Pai.Jobs to the services of an application.</summary>
public static class PaiJobsServiceCollectionExtensions
{
#pragma warning disable RS0026 // The two differ in a parameter that must be given.
    /// <summary>
    /// Adds the session of the application, a singleton <see cref="PaiSession"/> with the settings of the section <c>PaiJobs</c>
    /// (<see cref="PaiJobsOptions"/>). They are checked when the application starts, and all problems are told at once.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">
    /// Sets in code what the section does not say, for instance the credentials; it wins over the section. Called when the session is made.
    /// </param>
    /// <returns>The services.</returns>
    /// <remarks>
    /// The clock (<see cref="TimeProvider"/>), the loggers and the HTTP handlers (<see cref="PaiJobsOptions.HttpClientName"/>) come from
    /// the container. It disposes the session, asynchronously: a host does that by itself. Calling it again adds another
    /// <paramref name="configure"/>, and no session.
    /// </remarks>
    public static IServiceCollection AddPaiJobs(
        this IServiceCollection services, Action<PaiSessionBuilder, IServiceProvider>? configure = null)
    {
        Add(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(static s => SessionFactory.Create(s, Options.Options.DefaultName));
        return services;
    }

    /// <summary>
    /// Adds a session under a name, with the settings of the section <c>PaiJobs:Sessions:NAME</c>. A constructor or a handler takes it by
    /// <c>[FromKeyedServices("NAME")] PaiSession</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the session: not empty, no colon. It inherits no setting of another one.</param>
    /// <param name="configure">As for the session without a name.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The name is empty or has a colon.</exception>
    public static IServiceCollection AddPaiJobs(
        this IServiceCollection services, string name, Action<PaiSessionBuilder, IServiceProvider>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains(':', StringComparison.Ordinal))
            throw new ArgumentException($"\"{name}\" is not a name of a session: it must not contain a colon.", nameof(name));
        Add(services, name, configure);
        services.TryAddKeyedSingleton(name, static (s, key) => SessionFactory.Create(s, (string)key!));
        return services;
    }
#pragma warning restore RS0026

    private static void Add(IServiceCollection services, string name, Action<PaiSessionBuilder, IServiceProvider>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PaiJobsOptions>(name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<PaiJobsOptions>, SectionReader>(
            static s => new SectionReader(s.GetRequiredService<SessionNames>(), s.GetService<IConfiguration>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PaiJobsOptions>, OptionsRules>());
        if (configure is not null) services.Configure<SessionSetup>(name, s => s.Steps.Add(configure));
        var sessions = services.Select(s => s.ImplementationInstance).OfType<SessionNames>().FirstOrDefault();
        if (sessions is null)
        {
            services.AddSingleton(sessions = new());
            // Once: an application may have given the client a handler of its own since.
            AddClient(services);
        }

        sessions.Add(name);
    }

    private static void AddClient(IServiceCollection services) =>
        // The default loggers of a client write each request, and its headers: OSS signs in them.
        services.AddHttpClient(PaiJobsOptions.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(static () => PaiSessionBuilder.CreateHttpHandler())
            // The handler renews its connections itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
}
