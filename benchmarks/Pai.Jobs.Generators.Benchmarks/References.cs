using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>The reference assemblies of net10.0, from the SDK that runs this.</summary>
internal static class References
{
    public static string Pack { get; } = FindPack();

    public static MetadataReference[] All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Pack, "ref", "net10.0"), "*.dll").Select(p => MetadataReference.CreateFromFile(p)),
        MetadataReference.CreateFromFile(typeof(ProcessingJobAttribute).Assembly.Location),
    ];

    private static string FindPack()
    {
        var root = Environment.GetEnvironmentVariable("DOTNET_ROOT")
            ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        return Directory.GetDirectories(Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref"), "10.*")
            .Order(StringComparer.Ordinal)
            .Last();
    }
}
