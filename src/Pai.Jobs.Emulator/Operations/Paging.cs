using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The parts that all lists have in common.</summary>
internal static class Paging
{
    public const int Largest = 1000;

    /// <summary>The largest number of items on a page.</summary>
    public static int Max(OssRequest request, string name, int otherwise)
    {
        if (request.Query.NotEmpty(name) is not { } value) return otherwise;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max is > 0 and <= Largest
            ? max
            : throw OssErrors.InvalidArgument(name, value, $"Argument {name} must be an integer between 1 and {Largest}.", "0017-00000212");
    }

    /// <summary>The encoding of names: none, or percent-encoding where the request asks for it.</summary>
    public static Func<string, string> Encoding(OssRequest request) => request.Query.NotEmpty("encoding-type") switch
    {
        null => name => name,
        "url" => PercentEncoding.Encode,
        var value => throw OssErrors.InvalidArgument("encoding-type", value, "Invalid Encoding Method specified in Request."),
    };

    public static void EncodingType(XmlText xml, OssRequest request)
    {
        if (request.Query.NotEmpty("encoding-type") is { } type) xml.Element("EncodingType", type);
    }

    /// <summary>The common prefix that a key falls under, or null: up to the delimiter after the prefix.</summary>
    public static string? CommonPrefix(string key, string prefix, string delimiter)
    {
        if (delimiter.Length == 0) return null;
        var end = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + delimiter.Length)];
    }
}
