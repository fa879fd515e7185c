namespace Pai.Jobs.Cli.Tests.Terminal;

/// <summary>The commands in a terminal: questions, and progress bars.</summary>
[Trait("Kind", "Exhaustive")]
public class InteractiveTests
{
    [TerminalFact]
    public async Task Init_asks_for_the_settings()
    {
        await using var home = new CliHome();
        await using var terminal = await TmuxTerminal.StartAsync(home, "init", "--no-check");

        await terminal.WaitForAsync("Where do jobs run?");
        await terminal.PressAsync("Down", "Enter");
        await terminal.WaitForAsync("Region");
        await terminal.PressAsync("Enter");
        await terminal.WaitForAsync("Id of the workspace");
        await terminal.PressAsync("123", "Enter");
        await terminal.WaitForAsync("Bucket (empty");
        await terminal.PressAsync("my-bucket", "Enter");
        await terminal.WaitForAsync("exit 0");

        var file = home.Read(".pai/config.json");
        foreach (var value in (string[])["cn-hangzhou", "123", "my-bucket", "dlc"])
            Assert.Contains($"\"{value}\"", file, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Init_can_be_interrupted_and_writes_nothing()
    {
        await using var home = new CliHome();
        await using var terminal = await TmuxTerminal.StartAsync(home, "init", "--no-check", "--backend", "dlc");

        await terminal.WaitForAsync("Region");
        await terminal.PressAsync("C-c");
        await terminal.WaitForAsync("exit 130");

        Assert.False(File.Exists(Path.Combine(home.Folder, ".pai", "config.json")));
    }

    [TerminalFact]
    public async Task A_copy_shows_a_bar_with_the_bytes_and_the_time_that_is_left()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("big", new byte[3 << 20]);
        await using var terminal = await TmuxTerminal.StartAsync(
            home, "cp", "big", "oss://bucket/big", "--limit-rate", "1M", "--part-size", "100K", "--parallel", "2");

        var screen = await terminal.WaitForAsync(" left");
        Assert.Contains(" of 3 MiB", screen, StringComparison.Ordinal);
        Assert.Contains("/s", screen, StringComparison.Ordinal);
        screen = await terminal.WaitForAsync("exit 0");

        Assert.Contains("1 file copied, 3 MiB", screen, StringComparison.Ordinal);
        Assert.DoesNotContain(" left", screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task An_interrupted_copy_says_what_stays()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("big", new byte[3 << 20]);
        await using var terminal = await TmuxTerminal.StartAsync(
            home, "cp", "big", "oss://bucket/big", "--limit-rate", "300K", "--part-size", "100K", "--parallel", "2");

        await terminal.WaitForAsync(" left");
        await terminal.PressAsync("C-c");
        var screen = await terminal.WaitForAsync("exit 130");

        Assert.Contains("The same call resumes it", screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task A_prefix_is_deleted_only_after_a_yes()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Emulator.Bucket("bucket").Put("tmp/a", new byte[1024]);
        home.Emulator.Bucket("bucket").Put("tmp/b", new byte[1024]);
        await using (var terminal = await TmuxTerminal.StartAsync(home, "rm", "-r", "oss://bucket/tmp/"))
        {
            await terminal.WaitForAsync("Delete 2 objects, 2 KiB, below oss://bucket/tmp/?");
            await terminal.PressAsync("Enter");
            await terminal.WaitForAsync("exit 130");
        }

        Assert.Equal(2, home.Emulator.Bucket("bucket").Keys.Count);
        await using (var terminal = await TmuxTerminal.StartAsync(home, "rm", "-r", "oss://bucket/tmp/"))
        {
            await terminal.WaitForAsync("Delete 2 objects");
            await terminal.PressAsync("y", "Enter");
            var screen = await terminal.WaitForAsync("exit 0");
            Assert.Contains("2 objects deleted", screen, StringComparison.Ordinal);
        }

        Assert.Empty(home.Emulator.Bucket("bucket").Keys);
    }
}
