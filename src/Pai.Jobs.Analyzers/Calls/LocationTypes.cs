using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Tells the library's types of locations from all others.</summary>
internal static class LocationTypes
{
    /// <summary>True if a type is that of one kind of location, and has no further ones below it.</summary>
    public static bool IsOneKind(ITypeSymbol? type) =>
        type?.Name is KnownNames.OssUri or KnownNames.NasUri or KnownNames.CpfsUri or KnownNames.DatasetId or KnownNames.LocalPath
            && RecordParser.IsOurs(type);

    /// <summary>True if a type is that of one kind of location, or of any.</summary>
    public static bool IsLocation(ITypeSymbol? type) => IsOneKind(type) || JobCalls.Is(type, KnownNames.DataLocation);
}
