using System.Globalization;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>The ids of local runs: they sort by time, and name the folder.</summary>
internal static partial class RunIds
{
    public static string Create(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"local-{now.UtcDateTime:yyyyMMddHHmmss}-{RandomText.Create(8)}");

    /// <summary>When a run was submitted, to the second; null for what is not an id.</summary>
    public static DateTimeOffset? TimeOf(string id) =>
        IsId(id) && DateTimeOffset.TryParseExact(
            id["local-".Length..^9], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>True if a string has the shape of an id. Anything else must not become part of a path.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    [GeneratedRegex(@"\Alocal-\d{14}-[a-z0-9]{8}\z")]
    private static partial Regex IdPattern();
}
