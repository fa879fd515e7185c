using System.Text.RegularExpressions;

namespace CatalogWriter;

/// <summary>The constants that earlier catalogs had, as the library's API files list them: each of them is a promise.</summary>
internal static partial class PublicConstants
{
    /// <summary>The constants of the classes in <c>Images</c> or in <c>InstanceTypes</c>, whose own is not from a catalog.</summary>
    public static IReadOnlyList<Constant> Of(string root, IEnumerable<string> lines) =>
    [
        .. from line in lines
           let match = Line.Match(line)
           where match.Success
           let path = match.Groups["class"].Value
           where path.StartsWith(root + ".", StringComparison.Ordinal)
           let value = match.Groups["value"].Value
           select new Constant(path, match.Groups["name"].Value, value, $"<c>{value}</c>, of an earlier catalog."),
    ];

    [GeneratedRegex("""\Aconst Pai\.Jobs\.(?<class>\w+(?:\.\w+)*)\.(?<name>\w+) = "(?<value>[^"]*)" -> string!\z""")]
    private static partial Regex Line { get; }
}
