using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>
/// Other generators, each on a type with six members as people use it: so a row says what that generator costs for each type, not what the
/// same work costs. They are there after a build with <c>-p:Peers=true</c>, which downloads their packages and refers to none of them.
/// </summary>
internal static class Peers
{
    private const string Extensions = "10.0.12";

    private const string DependencyInjection = $"microsoft.extensions.dependencyinjection.abstractions/{Extensions}/lib/net10.0/"
        + "Microsoft.Extensions.DependencyInjection.Abstractions.dll";

    private static readonly string s_packages =
        typeof(Peers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PackageRoot").Value!;

    public static IEnumerable<Subject> All =>
    [
        new(
            "LoggerMessage",
            Generators($"microsoft.extensions.logging.abstractions/{Extensions}/analyzers/dotnet/roslyn4.4/cs/"
                + "Microsoft.Extensions.Logging.Generators.dll"),
            (i, extra) => $$"""
            using Microsoft.Extensions.Logging;
            namespace Bench;
            public static partial class Log{{i}}
            {
                [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Corpus {Corpus}")]
                public static partial void Corpus(ILogger logger, string corpus);
                [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Vocabulary {Vocabulary}")]
                public static partial void Vocabulary(ILogger logger, string? vocabulary);
                [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "Tokens {Tokens}")]
                public static partial void Tokens(ILogger logger, string? tokens);
                [LoggerMessage(EventId = 4, Level = LogLevel.Debug, Message = "Interval {Interval}")]
                public static partial void Interval(ILogger logger, int interval);
                [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "Retries {Retries}")]
                public static partial void Retries(ILogger logger, int retries);
                [LoggerMessage(EventId = 6, Level = LogLevel.Error, Message = "Batch {Batch}")]
                public static partial void Batch{{extra}}(ILogger logger, long batch);
            }
            """)
        {
            References = Packages(
                $"microsoft.extensions.logging.abstractions/{Extensions}/lib/net10.0/Microsoft.Extensions.Logging.Abstractions.dll",
                DependencyInjection),
        },
        new(
            "Configuration.Binder",
            Generators($"microsoft.extensions.configuration.binder/{Extensions}/analyzers/dotnet/cs/"
                + "Microsoft.Extensions.Configuration.Binder.SourceGeneration.dll"),
            (i, extra) => Record(i, extra, "", "set") + $$"""
            public static class Use{{i}}
            {
                public static Job{{i}}? Read(Microsoft.Extensions.Configuration.IConfiguration configuration) =>
                    Microsoft.Extensions.Configuration.ConfigurationBinder.Get<Job{{i}}>(configuration);
            }
            """)
        {
            References = Packages(
                $"microsoft.extensions.configuration.binder/{Extensions}/lib/net10.0/Microsoft.Extensions.Configuration.Binder.dll",
                $"microsoft.extensions.configuration/{Extensions}/lib/net10.0/Microsoft.Extensions.Configuration.dll",
                $"microsoft.extensions.configuration.abstractions/{Extensions}/lib/net10.0/"
                    + "Microsoft.Extensions.Configuration.Abstractions.dll",
                $"microsoft.extensions.primitives/{Extensions}/lib/net10.0/Microsoft.Extensions.Primitives.dll"),
            Features = new Dictionary<string, string>
            {
                ["InterceptorsNamespaces"] = "Microsoft.Extensions.Configuration.Binder.SourceGeneration",
            },
        },
        new(
            "Mapperly",
            Generators("riok.mapperly/4.3.1/analyzers/roslyn5.0/dotnet/cs/Riok.Mapperly.dll"),
            (i, extra) => Record(i, extra, "", "init")
                + Record(i, extra, "", "init")
                    .Replace("namespace Bench;", "", StringComparison.Ordinal)
                    .Replace($"record Job{i}", $"record Copy{i}", StringComparison.Ordinal)
                + $$"""
            [Riok.Mapperly.Abstractions.Mapper]
            public partial class Mapper{{i}}
            {
                public partial Copy{{i}} Map(Job{{i}} source);
            }
            """)
        {
            References = Packages("riok.mapperly/4.3.1/lib/netstandard2.0/Riok.Mapperly.Abstractions.dll"),
        },
        new(
            "CommunityToolkit.Mvvm",
            Generators("communitytoolkit.mvvm/8.4.2/analyzers/dotnet/roslyn5.0/cs/CommunityToolkit.Mvvm.SourceGenerators.dll"),
            (i, extra) => $$"""
            using CommunityToolkit.Mvvm.ComponentModel;
            namespace Bench;
            public partial class Job{{i}} : ObservableObject
            {
                [ObservableProperty] public partial string? Corpus { get; set; }
                [ObservableProperty] public partial string? Vocabulary { get; set; }
                [ObservableProperty] public partial string? Tokens { get; set; }
                [ObservableProperty] public partial int Interval { get; set; }
                [ObservableProperty] public partial int MaxRetry { get; set; }
                [ObservableProperty] public partial long Batch{{extra}} { get; set; }
            }
            """)
        {
            References = Packages("communitytoolkit.mvvm/8.4.2/lib/net8.0/CommunityToolkit.Mvvm.dll"),
        },
        new("Refit", Generators("refit/16.4.0/analyzers/dotnet/roslyn4.8/cs/InterfaceStubGeneratorV2.dll"), (i, extra) => $$"""
            using System.Threading.Tasks;
            using Refit;
            namespace Bench;
            public sealed record Body{{i}}(int Id, string Name);
            public interface IJobs{{i}}
            {
                [Get("/jobs{{i}}/{id}")] Task<Body{{i}}> Get(int id);
                [Get("/jobs{{i}}")] Task<Body{{i}}[]> List(string? filter);
                [Post("/jobs{{i}}")] Task Create([Body] Body{{i}} body);
                [Put("/jobs{{i}}/{id}")] Task Update(int id, [Body] Body{{i}} body);
                [Delete("/jobs{{i}}/{id}")] Task Delete(int id);
                [Get("/jobs{{i}}/{id}/batch")] Task<string> Batch{{extra}}(int id);
            }
            """)
        {
            References = Packages("refit/16.4.0/lib/net10.0/Refit.dll"),
        },
        new(
            "MemoryPack", Generators("memorypack.generator/1.21.4/analyzers/dotnet/cs/MemoryPack.Generator.dll"),
            (i, extra) => Record(i, extra, "[MemoryPack.MemoryPackable]", "init"))
        {
            References = Packages("memorypack.core/1.21.4/lib/net8.0/MemoryPack.Core.dll"),
        },
        new(
            "PolyType", Generators("polytype/1.4.1/analyzers/dotnet/cs/PolyType.SourceGenerator.dll"),
            (i, extra) => Record(i, extra, "[PolyType.GenerateShape]", "init"))
        {
            References = Packages("polytype/1.4.1/lib/net10.0/PolyType.dll"),
        },
        new(
            "Mediator",
            Generators("mediator.sourcegenerator/3.0.2/analyzers/dotnet/cs/Mediator.SourceGenerator.dll"),
            (i, extra) => Record(i, extra, "", "init")
                .Replace($"record Job{i}", $"record Job{i} : Mediator.IRequest<int>", StringComparison.Ordinal) + $$"""
                public sealed class Handler{{i}} : Mediator.IRequestHandler<Job{{i}}, int>
                {
                    public System.Threading.Tasks.ValueTask<int> Handle(
                        Job{{i}} request, System.Threading.CancellationToken cancellationToken) =>
                        new(request.Interval);
                }
                """,
            static _ =>
                "using Microsoft.Extensions.DependencyInjection;\nnamespace Bench;\npublic static class Startup { public static void "
                    + "Run(IServiceCollection services) => services.AddMediator(); }\n")
        {
            References = Packages(
                "mediator.abstractions/3.0.2/lib/net8.0/Mediator.dll",
                DependencyInjection),
        },
    ];

    private static string Record(int i, int extra, string attribute, string accessor) => $$"""
        namespace Bench;
        {{attribute}}
        public partial record Job{{i}}
        {
            public string Corpus { get; {{accessor}}; } = "";
            public string? Vocabulary { get; {{accessor}}; }
            public string? Tokens { get; {{accessor}}; }
            public int Interval { get; {{accessor}}; } = 500;
            public int MaxRetry { get; {{accessor}}; } = 5;
            public long Batch{{extra}} { get; {{accessor}}; }
        }

        """;

    private static string[] Packages(params string[] paths) => [.. paths.Select(PathOf)];

    private static string PathOf(string path) => Path.Combine(s_packages, path) is var full && File.Exists(full)
        ? full
        : throw new FileNotFoundException(
            $"The peers are not there: run with -p:Peers=true, which downloads their packages. Missing: {path}");

    private static Func<ISourceGenerator[]> Generators(string path) => () =>
        [.. Assembly.LoadFrom(PathOf(path)).GetTypes()
            .Where(t => t.GetCustomAttribute<GeneratorAttribute>() is not null && !t.IsAbstract)
            .Select(t => Activator.CreateInstance(t) is IIncrementalGenerator generator
                ? generator.AsSourceGenerator()
                : (ISourceGenerator)Activator.CreateInstance(t)!)];
}
