using System;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Checks a location that stands in an attribute: its scheme must be its property's. The runtime reads the rest.</summary>
internal static class LocationLiteral
{
    /// <summary>What is wrong, or null.</summary>
    public static string? ProblemOf(string text, string type) => type switch
    {
        KnownNames.OssUri => Starts(text, "oss://") && text.Length > 6 || Starts(text, "file:///") ? null : "an OssUri starts with oss://bucket/ or file:///",
        KnownNames.NasUri => Starts(text, "nas://") ? null : "a NasUri starts with nas://",
        KnownNames.CpfsUri => Starts(text, "cpfs://") || Starts(text, "bmcpfs://") ? null : "a CpfsUri starts with cpfs:// or bmcpfs://",
        KnownNames.DatasetId => text.StartsWith("d-", StringComparison.Ordinal) ? null : "a DatasetId starts with d-",
        KnownNames.LocalPath => text.Contains("://") || text.Length == 0 ? "a LocalPath is a path of this machine" : null,
        _ => text.Length == 0 ? "a location is not empty" : Starts(text, "odps://") ? "PAI-DLC cannot mount MaxCompute tables" : null,
    };

    private static bool Starts(string text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
