namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The lines of one node, of one stream, or of all.</summary>
internal readonly record struct LogFilter(string? Node, string? Stream)
{
    public bool Matches(LogPart part) => (Node is null || part.Node == Node) && (Stream is null || part.StreamName == Stream);
}
