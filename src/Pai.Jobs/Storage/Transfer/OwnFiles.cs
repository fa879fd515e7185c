using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The names of the files that a download keeps beside its target until it is complete.</summary>
internal static partial class OwnFiles
{
    /// <summary>The same for every download to a target: the next one finds what this one left.</summary>
    public static string Stem(string identity) =>
        ".pai-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 10));

    /// <summary>A name of its own, for a file that nothing resumes.</summary>
    public static string UniqueName() => $".pai-{Guid.NewGuid().ToString("N").AsSpan(0, 20)}.part";

    /// <summary>True if a name is one of these: such a file is not uploaded, and no object is written to it.</summary>
    public static bool IsOwn(string name) => OwnName().IsMatch(name);

    [GeneratedRegex(@"^\.pai-[0-9a-f]{20}\.(part|json|lock|extract)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnName();
}
