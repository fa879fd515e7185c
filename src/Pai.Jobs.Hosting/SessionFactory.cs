using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pai.Jobs.Hosting;

namespace Pai.Jobs.Internal.Hosting;

/// <summary>Makes a session from the options and the services of an application.</summary>
internal static class SessionFactory
{
    public static PaiSession Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<PaiJobsOptions>>().Get(name);
        var builder = PaiSession.CreateBuilder();
        builder.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        builder.LoggerFactory = services.GetService<ILoggerFactory>();
        builder.HttpHandler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(PaiJobsOptions.HttpClientName);
        builder.Backend = options.Backend;
        builder.Region = options.Region;
        builder.WorkspaceId = options.WorkspaceId;
        builder.Bucket = options.Bucket;
        builder.OssEndpoint = options.OssEndpoint;
        builder.Network = options.Network;
        builder.ConfigurationPath = options.ConfigurationPath;
        builder.PricesPath = options.PricesPath;
        Apply(options.Local, builder.Local);
        builder.Dlc = Apply(options.Dlc, builder.Dlc);
        foreach (var step in services.GetRequiredService<IOptionsMonitor<SessionSetup>>().Get(name).Steps) step(builder, services);
        return builder.Build();
    }

    private static void Apply(PaiJobsLocalOptions from, LocalBackendOptions to)
    {
        to.RunsDirectory = from.RunsDirectory;
        to.Isolation = from.Isolation;
        to.AsRoot = from.AsRoot ?? to.AsRoot;
        to.GracePeriod = from.GracePeriod ?? to.GracePeriod;
        to.KeepWorkFiles = from.KeepWorkFiles ?? to.KeepWorkFiles;
        to.InputCacheBytes = from.InputCacheBytes ?? to.InputCacheBytes;
        to.PassEnvironment = [.. from.PassEnvironment];
    }

    private static DlcBackendOptions Apply(PaiJobsDlcOptions from, DlcBackendOptions to) => to with
    {
        Endpoint = from.Endpoint,
        WorkspaceEndpoint = from.WorkspaceEndpoint,
        ConsoleUrl = from.ConsoleUrl ?? to.ConsoleUrl,
        MaxParallel = from.MaxParallel ?? to.MaxParallel,
    };
}
