using System;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>An image reference in its parts: <c>host/namespace/repository:tag@digest</c>.</summary>
internal sealed class ImageReference
{
    /// <summary>Stands for the region in the catalog, and in an image that is to be taken from the session's region.</summary>
    public const string RegionPlaceholder = "{region}";

    private static readonly Regex s_shape = new(SubmissionLimits.ImagePattern, RegexOptions.CultureInvariant);
    private static readonly Regex s_regionalHost = new(
        @"\A[a-z\-]+\.(?<region>[a-z]{2}-[a-z0-9\-]+|\{region\})\.(?:cr\.)?aliyuncs\.com\z", RegexOptions.CultureInvariant);

    private ImageReference(string text)
    {
        Text = text;
        var at = text.IndexOf('@');
        HasDigest = at >= 0;
        var name = at < 0 ? text : text.Substring(0, at);
        var slash = name.IndexOf('/');
        var first = slash < 0 ? "" : name.Substring(0, slash);
        // Docker's own rule: the first part is a host if it looks like one.
        Host = first.IndexOfAny(['.', ':']) >= 0 || first == "localhost" ? first : "";
        var path = Host.Length == 0 ? name : name.Substring(slash + 1);
        var colon = path.LastIndexOf(':');
        Repository = colon < 0 ? path : path.Substring(0, colon);
        Tag = colon < 0 ? null : path.Substring(colon + 1);
        RegionGroup = s_regionalHost.Match(Host).Groups["region"];
    }

    public string Text { get; }

    /// <summary>The registry; empty for Docker's default one.</summary>
    public string Host { get; }

    /// <summary><c>namespace/repository</c>.</summary>
    public string Repository { get; }

    public string? Tag { get; }

    public bool HasDigest { get; }

    /// <summary>The part that the catalog compares: <c>namespace/repository:tag</c>.</summary>
    public string Path => Tag is null ? Repository : Repository + ":" + Tag;

    /// <summary>The region in the name of an Alibaba Cloud registry; null for another one, and for the placeholder.</summary>
    public string? Region => RegionGroup is { Success: true, Value: not RegionPlaceholder } group ? group.Value : null;

    /// <summary>The reference; null for a text that is none.</summary>
    public static ImageReference? Parse(string text) => s_shape.IsMatch(text.Replace(RegionPlaceholder, "cn-hangzhou")) ? new(text) : null;

    /// <summary>True if it is in a registry that PAI's own images are in: namespaces of users are there too.</summary>
    public bool IsOnPaiHost => RegionGroup.Success;

    /// <summary>The same image under another region, or with the placeholder.</summary>
    public string In(string region) =>
        RegionGroup is { Success: true } group ? Text.Remove(group.Index, group.Length).Insert(group.Index, region) : Text;

    /// <summary>The same host with another path.</summary>
    public string WithPath(string path) => Host.Length == 0 ? path : Host + "/" + path;

    private Group RegionGroup { get; }

    /// <summary>The reason why a string is not a reference.</summary>
    public static string ProblemOf(string text) =>
        text.Trim().Length == 0 ? "write host/namespace/repository:tag"
        : text.IndexOfAny([' ', '\t', '\r', '\n']) >= 0 ? "remove the white space"
        : text.Contains("://") ? "remove the scheme"
        : text.EndsWith(":", StringComparison.Ordinal) ? "add a tag after the colon"
        : text.EndsWith("/", StringComparison.Ordinal) ? "add a repository after the last slash"
        : HasUpperCaseRepository(text) ? "write namespaces and repositories in lower case"
        : "write host/namespace/repository:tag";

    /// <summary>The nearest valid reference; null for none.</summary>
    public static string? Repair(string text)
    {
        var repaired = text.Trim();
        var scheme = repaired.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) repaired = repaired.Substring(scheme + 3);
        repaired = repaired.TrimEnd(':', '/');
        if (HasUpperCaseRepository(repaired))
        {
            var tag = repaired.LastIndexOf(':') is var colon && colon > repaired.LastIndexOf('/') ? colon : repaired.Length;
            repaired = repaired.Substring(0, tag).ToLowerInvariant() + repaired.Substring(tag);
        }

        return Parse(repaired) is null ? null : repaired;
    }

    private static bool HasUpperCaseRepository(string text)
    {
        var path = text.IndexOf('/') + 1;
        var end = text.LastIndexOf(':') is var colon && colon > text.LastIndexOf('/') ? colon : text.Length;
        for (var i = path; i < end; i++)
            if (text[i] is >= 'A' and <= 'Z') return true;
        return false;
    }
}
