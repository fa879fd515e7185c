namespace Pai.Jobs.Internal.Running;

/// <summary>Writes the lines of one or more runs to one writer, a whole line at a time.</summary>
/// <param name="writer">The writer.</param>
/// <param name="isTerminal">Whether a person reads along: a line that the job overwrites (a progress bar) then stays one line.</param>
/// <param name="width">The width of the terminal in columns; a line that moves is cut to it.</param>
internal sealed class LogPrinter(TextWriter writer, bool isTerminal, Func<int> width) : IDisposable
{
    /// <summary>The escape sequence that clears the line, before it is written anew.</summary>
    private const string ClearLine = "\r\u001b[2K";

    private readonly SemaphoreSlim _lock = new(1, 1);
    private bool _isLineOpen;

    public static LogPrinter For(TextWriter writer) =>
        new(writer, ReferenceEquals(writer, Console.Out) && IsTerminal(), static () => Console.WindowWidth);

    /// <param name="text">The line.</param>
    /// <param name="isReplaced">Whether the next line of the job takes its place.</param>
    /// <param name="cancellationToken">Cancels the writing of lines that have not begun.</param>
    public async Task WriteLineAsync(string text, bool isReplaced, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (isTerminal && isReplaced)
            {
                var columns = width() - 1;
                if (columns > 0 && text.Length > columns) text = text[..columns];
                _isLineOpen = true;
                await writer.WriteAsync((ClearLine + text).AsMemory(), cancellationToken).ConfigureAwait(false);
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            if (_isLineOpen) text = ClearLine + text;
            _isLineOpen = false;
            await writer.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lock.Release();
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken) => writer.FlushAsync(cancellationToken);

    public void Dispose() => _lock.Dispose();

    /// <summary>A terminal that does not say what it is, or says that it can do little, gets whole lines only.</summary>
    private static bool IsTerminal() =>
        !Console.IsOutputRedirected
        && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));
}
