using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>What the tests' projects reference.</summary>
internal static class References
{
    /// <summary>The framework of this process, and the library.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(p) is "mscorlib.dll" or "netstandard.dll")
            .Select(p => MetadataReference.CreateFromFile(p)),
        MetadataReference.CreateFromFile(typeof(ProcessingJobAttribute).Assembly.Location),
    ];
}
