using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of resources and images.</summary>
internal static class ResourcesRules
{
    public static readonly DiagnosticDescriptor NoImage = Rule.Warning(RuleIds.NoImage, "A job without an image",
        "'{0}' names no image: set Image or Framework, InstanceType = \"local\" for a job of this machine, or RunOptions.Image for each run", "A job without an image is refused when it is submitted.");

    public static readonly DiagnosticDescriptor InstanceCount = Rule.Error(RuleIds.InstanceCount, "A job needs at least one node",
        "InstanceCount is {0}: it must be 1 or more", "A job runs on one node or more.");

    public static DiagnosticDescriptor[] All => [NoImage, InstanceCount];
}
