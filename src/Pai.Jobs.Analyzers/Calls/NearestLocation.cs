using System;
using System.Text.RegularExpressions;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Guesses what a text was meant to be that is no location: other tools write the same places in other ways.</summary>
internal static class NearestLocation
{
    private const string Oss = "oss://";
    private const string Endpoint = "?endpoint=";

    /// <summary>The address of an object, as a browser has it.</summary>
    private static readonly Regex s_ossHost = new(
        @"\A(?<scheme>https?://)[a-z0-9-]+\.oss-[a-z0-9-]+\.aliyuncs\.com(?:/[^?]*)?\z", RegexOptions.CultureInvariant);

    /// <summary>The text of that type, or null where nothing is near.</summary>
    public static string? Of(string text, string type)
    {
        var meant = WithScheme(text.Trim().Replace('\\', '/'));
        if (meant.StartsWith(Oss, StringComparison.OrdinalIgnoreCase)) meant = OssOf(meant);
        return meant != text && LocationLiteral.ProblemOf(meant, type) is null ? meant : null;
    }

    /// <summary>The end of a message that offers a location; empty for none.</summary>
    public static string Question(string? location) => location is null ? "" : $" Did you mean \"{location}\"?";

    /// <summary>
    /// <c>ossutil://b/k</c>, <c>oss:/b/k</c>, <c>oss//b/k</c>, <c>nas:host/p</c> and the address of an object with the scheme as it is
    /// written.
    /// </summary>
    private static string WithScheme(string text)
    {
        if (text.StartsWith("ossutil://", StringComparison.OrdinalIgnoreCase)) return Oss + text.Substring("ossutil://".Length);
        if (text.StartsWith("oss//", StringComparison.OrdinalIgnoreCase)) return Oss + text.Substring("oss//".Length);
        if (text.StartsWith("oss:///", StringComparison.OrdinalIgnoreCase)) return Oss + text.Substring("oss:///".Length);
        if (s_ossHost.Match(text) is { Success: true } host) return Oss + text.Substring(host.Groups["scheme"].Length);
        return LocationText.SchemeOf(text) is null && LocationText.MistypedScheme(text) is { } scheme
            ? scheme + "://" + text.Substring(scheme.Length + 1).TrimStart('/')
            : text;
    }

    private static string OssOf(string text)
    {
        var (host, path) = LocationProblem.Split(text);
        var query = path.IndexOf(Endpoint, StringComparison.Ordinal);
        if (query >= 0)
        {
            var end = path.IndexOf('&', query);
            var endpoint = end < 0
                ? path.Substring(query + Endpoint.Length)
                : path.Substring(query + Endpoint.Length, end - query - Endpoint.Length);
            // A host has the endpoint already, or gets it here.
            if (end < 0) (host, path) = (host.IndexOf('.') < 0 ? host + "." + endpoint : host, path.Substring(0, query));
        }

        return Oss + host.ToLowerInvariant() + "/" + path.TrimStart('/');
    }
}
