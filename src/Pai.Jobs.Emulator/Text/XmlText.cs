using System.Globalization;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Writes the XML of an answer. It has neither attributes nor namespaces: clients expect none.</summary>
internal sealed class XmlText
{
    private readonly StringBuilder _text = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    public static byte[] Document(string root, Action<XmlText> content)
    {
        var xml = new XmlText();
        xml.Element(root, content);
        return Encoding.UTF8.GetBytes(xml._text.ToString());
    }

    public static byte[] Document(string root, string content) => Document(root, xml => xml.Escape(content));

    public void Element(string name, Action<XmlText> content)
    {
        _text.Append('<').Append(name).Append('>');
        content(this);
        _text.Append("</").Append(name).Append('>');
    }

    public void Element(string name, string? value)
    {
        _text.Append('<').Append(name).Append('>');
        Escape(value ?? "");
        _text.Append("</").Append(name).Append('>');
    }

    public void Element(string name, long value) => Element(name, value.ToString(CultureInfo.InvariantCulture));

    public void Element(string name, bool value) => Element(name, value ? "true" : "false");

    public void Element(string name, DateTimeOffset value) => Element(name, Times.ToXml(value));

    private void Escape(string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '&' => _text.Append("&amp;"),
                '"' => _text.Append("&quot;"),
                < ' ' => _text.Append(CultureInfo.InvariantCulture, $"&#{(int)c};"),
                _ => _text.Append(c),
            };
        }
    }
}
