using Pai.Jobs.Cli.CommandLine;
using Spectre.Console;

namespace Pai.Jobs.Cli.Terminal;

/// <summary>Standard output for data, standard error for talk; what each can show, and what the user wants to see.</summary>
internal sealed class CliTerminal
{
    /// <summary>Wider than any row: a table that goes into a file or a pipe is not broken.</summary>
    private const int Unbroken = 100_000;

    public CliTerminal(OutputFormat format, bool isQuiet, bool noColor)
    {
        (Format, IsQuiet) = (format, isQuiet);
        var plain = noColor || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        IsOutputTerminal = !Console.IsOutputRedirected;
        IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected;
        ShowsProgress = !plain && !isQuiet && format == OutputFormat.Text && !Console.IsErrorRedirected;
        Data = Create(Console.Out, IsOutputTerminal && !plain, IsOutputTerminal ? null : Unbroken);
        Talk = Create(Console.Error, !Console.IsErrorRedirected && !plain, Console.IsErrorRedirected ? Unbroken : null);
    }

    public OutputFormat Format { get; }

    public bool IsQuiet { get; }

    public bool IsOutputTerminal { get; }

    /// <summary>True if a person can be asked.</summary>
    public bool IsInteractive { get; }

    /// <summary>True if progress bars are drawn.</summary>
    public bool ShowsProgress { get; }

    /// <summary>Standard output.</summary>
    public IAnsiConsole Data { get; }

    /// <summary>Standard error.</summary>
    public IAnsiConsole Talk { get; }

    /// <summary>A line of data, as it is.</summary>
    public static void WriteData(string line) => Console.Out.WriteLine(line);

    /// <summary>A line for the person at the terminal; nothing with <c>--quiet</c>.</summary>
    public void WriteTalk(string line)
    {
        if (!IsQuiet) Console.Error.WriteLine(Printable.Of(line, keepLineEnds: true));
    }

    public void WriteError(string message) => Talk.WriteLine($"error: {Printable.Of(message, keepLineEnds: true)}", new Style(Color.Red));

    public void WriteWarning(string message)
    {
        if (!IsQuiet) Talk.WriteLine($"warning: {Printable.Of(message, keepLineEnds: true)}", new Style(Color.Yellow));
    }

    private static IAnsiConsole Create(TextWriter writer, bool ansi, int? width)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = ansi ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = ansi ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
            Interactive = InteractionSupport.Detect,
        });
        if (width is { } columns) console.Profile.Width = columns;
        return console;
    }
}
