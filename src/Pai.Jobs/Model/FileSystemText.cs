using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>Splits the locations of file systems, <c>scheme://host/path/</c>.</summary>
internal static class FileSystemText
{
    public static bool TrySplit(
        [NotNullWhen(true)] string? text,
        string[] schemes,
        string form,
        [NotNullWhen(true)] out string? scheme,
        [NotNullWhen(true)] out string? host,
        [NotNullWhen(true)] out string? path,
        [NotNullWhen(false)] out string? problem)
    {
        host = path = null;
        scheme = LocationText.SchemeOf(text);
        if (scheme is null || !schemes.Contains(scheme))
        {
            problem = $"\"{text}\" is no such location. Write {form}";
            return false;
        }

        var rest = text![(scheme.Length + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        host = slash < 0 ? rest : rest[..slash];
        path = LocationText.EnsureTrailingSlash(slash < 0 ? "/" : rest[slash..]);
        problem = CheckHost(host) is { } hostReason ? $"\"{text}\": the host \"{host}\" {hostReason}. Write {form}"
            : LocationText.CheckSegments(path) is { } reason ? $"\"{text}\" {reason}."
            : null;
        return problem is null;
    }

    private static string? CheckHost(string host) =>
        host.Length == 0 ? "is missing"
        : Uri.CheckHostName(host) != UriHostNameType.Dns ? "is no host name"
        : !host.Contains('.', StringComparison.Ordinal) ? "names no region"
        : null;
}
