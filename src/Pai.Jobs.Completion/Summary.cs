using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Completion;

/// <summary>The documentation of a symbol, in a line.</summary>
internal static class Summary
{
    public static string Of(ISymbol symbol)
    {
        try
        {
            var xml = symbol.GetDocumentationCommentXml();
            var text = string.IsNullOrEmpty(xml) ? null : XElement.Parse(xml).Element("summary")?.Value;
            return text is null
                ? symbol.Name
                : string.Join(" ", text.Split([' ', '\r', '\n', '\t'], System.StringSplitOptions.RemoveEmptyEntries));
        }
        catch (XmlException)
        {
            return symbol.Name;
        }
    }
}
