namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The limits of an answer, as docs/console.md has them.</summary>
internal static class ConsoleLimits
{
    public const long RequestBytes = 1 << 20;

    /// <summary>The newest runs of each source.</summary>
    public const int Runs = 1000;

    public const int WindowLines = 500;

    /// <summary>The characters of all lines of a window together.</summary>
    public const int WindowCharacters = 1 << 19;

    public const int Buckets = 500;

    public const int TableRows = 500;

    public const int TableColumns = 200;

    public const int PreviewBytes = 1 << 20;

    public const int TreeEntries = 1000;

    public const int MetricPoints = 1000;

    public const int Events = 2000;

    /// <summary>The logs whose index is kept.</summary>
    public const int Logs = 16;
}
