using System.Xml;
using System.Xml.Linq;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Reads the XML of a request. Namespaces, unknown elements and their order do not matter.</summary>
internal static class XmlBody
{
    private const int MaxDepth = 16;

    /// <summary>The root, which must have the name.</summary>
    public static XElement Parse(byte[] body, string root)
    {
        try
        {
            CheckDepth(body);
            using var reader = Create(body);
            var element = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return element.Name.LocalName == root ? element : throw OssErrors.MalformedXml($"the root is not {root}.");
        }
        catch (XmlException)
        {
            throw OssErrors.MalformedXml("it cannot be parsed.");
        }
    }

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    public static string? Child(this XElement element, string name) => element.Children(name).FirstOrDefault()?.Value;

    // Elements in elements in elements would be read by recursion elsewhere.
    private static void CheckDepth(byte[] body)
    {
        using var reader = Create(body);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth) throw OssErrors.MalformedXml("its elements are too deep.");
        }
    }

    private static XmlReader Create(byte[] body) => XmlReader.Create(
        new MemoryStream(body),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false });
}
