using System.Globalization;

namespace Pai.Jobs.Internal.Hosting;

/// <summary>The keys of the section, and which values each takes. A key without a check takes any string.</summary>
internal static class SectionKeys
{
    /// <summary>The sections of named sessions are below it.</summary>
    public const string Sessions = "Sessions";

    private const string PassEnvironment = "Local:PassEnvironment";

    private static readonly Func<string, string?> s_any = static _ => null;

    private static readonly Dictionary<string, Func<string, string?>> s_keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Backend"] = s_any,
        ["Bucket"] = s_any,
        ["ConfigurationPath"] = s_any,
        ["Dlc:ConsoleUrl"] = static v =>
            Uri.TryCreate(v, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? null : "it must be an absolute URL",
        ["Dlc:Endpoint"] = s_any,
        ["Dlc:MaxParallel"] = static v => Number<int>(v),
        ["Dlc:WorkspaceEndpoint"] = s_any,
        ["Local:AsRoot"] = static v => bool.TryParse(v, out _) ? null : "it must be true or false",
        ["Local:GracePeriod"] = Time,
        ["Local:InputCacheBytes"] = static v => Number<long>(v),
        ["Local:Isolation"] = OneOf<LocalIsolation>,
        ["Local:KeepWorkFiles"] = Time,
        [PassEnvironment] = static _ => "it must be a list",
        ["Local:RunsDirectory"] = s_any,
        ["Network"] = OneOf<PaiNetwork>,
        ["OssEndpoint"] = s_any,
        ["PricesPath"] = s_any,
        ["Region"] = s_any,
        ["WorkspaceId"] = s_any,
    };

    /// <summary>The problem of a value, to follow its key; null where it has none.</summary>
    public static string? ProblemOf(string key, string value)
    {
        if (key.StartsWith(PassEnvironment + ":", StringComparison.OrdinalIgnoreCase)) return null;
        if (!s_keys.TryGetValue(key, out var check)) return $"is unknown; the keys are {string.Join(", ", s_keys.Keys)}.";
        return check(value) is { } problem ? $"is \"{value}\"; {problem}." : null;
    }

    private static string? Time(string value) =>
        value.Contains(':') && TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out _)
            ? null
            : "it must be a time as [d.]hh:mm:ss";

    private static string? Number<T>(string value)
        where T : ISpanParsable<T> => T.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "it must be a whole number";

    private static string? OneOf<T>(string value)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"it must be one of {string.Join(", ", Enum.GetNames<T>())}";
}
