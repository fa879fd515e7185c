using System.Text;

namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes indented lines with LF ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new(4096);
    private int _depth;
    private bool _isOpening;

    public SourceWriter Line(string text)
    {
        _text.Append(' ', _depth * 4).Append(text).Append('\n');
        _isOpening = false;
        return this;
    }

    /// <summary>Starts a member: an empty line, unless it is the first one.</summary>
    public SourceWriter Member()
    {
        if (!_isOpening) _text.Append('\n');
        return this;
    }

    public SourceWriter Open(string header)
    {
        Line(header);
        Line("{");
        _depth++;
        _isOpening = true;
        return this;
    }

    public SourceWriter Close(string end = "}")
    {
        _depth--;
        return Line(end);
    }

    public SourceWriter Indent()
    {
        _depth++;
        return this;
    }

    public SourceWriter Outdent()
    {
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
