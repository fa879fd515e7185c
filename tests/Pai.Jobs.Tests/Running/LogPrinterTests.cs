namespace Pai.Jobs.Tests;

public class LogPrinterTests
{
    private const string Clear = "\r\u001b[2K";

    private readonly StringWriter _writer = new() { NewLine = "\n" };

    [Fact]
    public async Task A_line_that_is_replaced_stays_one_line_in_a_terminal()
    {
        using var printer = new LogPrinter(_writer, isTerminal: true, () => 11);

        await printer.WriteLineAsync("start", isReplaced: false, default);
        await printer.WriteLineAsync(" 10 %", isReplaced: true, default);
        await printer.WriteLineAsync(" 20 % |#####     |", isReplaced: true, default);
        await printer.WriteLineAsync("100 % |##########|", isReplaced: false, default);
        await printer.WriteLineAsync("end", isReplaced: false, default);

        Assert.Equal($"start\n{Clear} 10 %{Clear} 20 % |###{Clear}100 % |##########|\nend\n", _writer.ToString());
    }

    [Fact]
    public async Task Elsewhere_each_state_of_a_line_is_a_line()
    {
        using var printer = new LogPrinter(_writer, isTerminal: false, () => 80);

        await printer.WriteLineAsync(" 10 %", isReplaced: true, default);
        await printer.WriteLineAsync("100 %", isReplaced: false, default);

        Assert.Equal(" 10 %\n100 %\n", _writer.ToString());
    }

    [Fact]
    public async Task Runs_that_share_a_writer_are_named_while_they_share_it()
    {
        var logs = new SharedLogs();
        using var other = new StringWriter();
        using var first = logs.Open(_writer, "a");
        using var elsewhere = logs.Open(other, "c");
        await first.WriteAsync("alone");
        using (var second = logs.Open(_writer, "b"))
        {
            await first.WriteAsync("shared");
            await second.WriteAsync("shared too");
        }

        await first.WriteAsync("alone again");

        Assert.Equal("alone\n[a] shared\n[b] shared too\nalone again\n", _writer.ToString());
    }

    [Fact]
    public async Task Many_runs_write_whole_lines()
    {
        var logs = new SharedLogs();
        await Parallel.ForAsync(0, 8, async (i, cancellationToken) =>
        {
            using var log = logs.Open(_writer, $"run{i}");
            var text = new string((char)('a' + i), 20);
            for (var line = 0; line < 500; line++) await log.WriteAsync(text, cancellationToken: cancellationToken);
        });

        var lines = _writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4000, lines.Length);
        Assert.All(lines, l => Assert.Single(l[^20..].Distinct()));
    }
}
