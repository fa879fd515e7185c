using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Reads the service's documents, and writes those that it gets.</summary>
internal static class OssXml
{
    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
    };

    /// <summary>The root of a document.</summary>
    /// <exception cref="OssFormatException">It is not XML, or has another root.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> bytes, string name) =>
        Parse(bytes) is var root && root.Name.LocalName == name ? root : throw new OssFormatException($"its root is not <{name}>");

    /// <summary>The root of a document.</summary>
    /// <exception cref="OssFormatException">It is not XML.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> bytes) => TryParse(bytes) ?? throw new OssFormatException("it is not XML");

    /// <summary>The root of a document; null where it is not XML.</summary>
    public static XElement? TryParse(ReadOnlyMemory<byte> bytes)
    {
        var array = MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new(bytes.ToArray());
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(array.Array!, array.Offset, array.Count, writable: false), s_settings);
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The children of a name, in any namespace.</summary>
    public static IEnumerable<XElement> All(this XElement parent, string name) => parent.Elements().Where(e => e.Name.LocalName == name);

    /// <summary>The value of a child; null where it is missing or empty.</summary>
    public static string? Text(this XElement parent, string name) =>
        parent.All(name).FirstOrDefault()?.Value is { Length: > 0 } text ? text : null;

    /// <summary>The value of a child that must be there.</summary>
    public static string Required(this XElement parent, string name) =>
        parent.Text(name) ?? throw new OssFormatException($"<{parent.Name.LocalName}> has no <{name}>");

    /// <summary>The ETag with its quotes; null where there is none that a header can hold.</summary>
    public static string? ETag(this XElement parent) => parent.Text("ETag") is { } etag && !etag.Any(char.IsControl) ? etag : null;

    public static long Number(this XElement parent, string name) =>
        long.TryParse(parent.Required(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new OssFormatException($"<{name}> is not a number");

    public static DateTimeOffset? Time(this XElement parent, string name) =>
        DateTimeOffset.TryParse(parent.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>True for a string that XML 1.0 can hold.</summary>
    public static bool CanHold(string value) => value.All(c => c >= ' ' ? c is not ('\uFFFE' or '\uFFFF') : c is '\t' or '\n' or '\r');

    public static StringBuilder Element(this StringBuilder text, string name, string value)
    {
        text.Append('<').Append(name).Append('>');
        foreach (var c in value)
        {
            _ = c switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"&#{(int)c};"),
                _ => text.Append(c),
            };
        }

        return text.Append("</").Append(name).Append('>');
    }
}
