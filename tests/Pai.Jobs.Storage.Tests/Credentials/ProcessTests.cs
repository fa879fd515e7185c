using System.Diagnostics;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class ProcessTests : IDisposable
{
    private readonly CredentialWorld _world = new();

    public ProcessTests() => _world.Variables["PATH"] = "/usr/bin:/bin";

    public void Dispose() => _world.Dispose();

    private string Script(string body)
    {
        var path = _world.Write("helper.sh", "#!/bin/sh\n" + body);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private PaiCredentials Run(params string[] command) => CredentialFactory.Process(command, _world.Context);

    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        var script = Script("""printf '{"mode":"AK","access_key_id":"%s","access_key_secret":"Zs3cretZ"}' "$#-$2" """);
        Assert.Equal("2-$HOME;x", (await Run("sh", script, "a b", "$HOME;x").GetAsync()).Id);

        _world.WriteCli("p", $$"""{"name":"p","mode":"External","process_command":"sh {{script}} 'a b' \"$HOME;x\""}""");
        Assert.Equal("2-$HOME;x", (await CredentialFactory.Profile("p", _world.Context).GetAsync()).Id);
    }

    [Fact]
    public async Task A_key_without_an_end_is_kept_for_a_minute()
    {
        var script = Script($$"""
            echo x >> {{_world.Home}}/runs
            echo '{"mode":"AK","access_key_id":"LTAI","access_key_secret":"Zs3cretZ"}'
            """);
        var credentials = Run(script);
        await credentials.GetAsync();
        await credentials.GetAsync();
        Assert.Single(File.ReadAllLines(Path.Combine(_world.Home, "runs")));

        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await credentials.GetAsync();
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_world.Home, "runs")).Length);
    }

    [Theory]
    [InlineData("echo Zs3cretZ >&2; exit 3", "ended with exit code 3")]
    [InlineData("echo Zs3cretZ", "not valid JSON")]
    [InlineData("echo '{}'", "has no \"mode\"")]
    [InlineData("""echo '{"mode":"StsToken","access_key_id":"a","access_key_secret":"Zs3cretZ"}'""", "has no \"sts_token\"")]
    [InlineData("""echo '{"mode":"AK","access_key_id":"a"}'""", "has no access key secret")]
    [InlineData(
        """echo '{"mode":"AK","access_key_id":"a","access_key_secret":"Zs3cretZ","expiration":"Zt0ken"}'""",
        "\"expiration\" that is not a time")]
    [InlineData("head -c 1000000 /dev/zero", "more than 256 KiB")]
    [InlineData("head -c 1000000 /dev/zero >&2; exit 4", "exit code 4")]
    public async Task A_program_that_prints_no_key_is_named_and_its_output_is_not(string body, string expected)
    {
        var script = Script(body);
        var e = await CredentialWorld.FailsAsync(Run(script, "--password=Zs3cretZ"));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(script, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var byName = await CredentialWorld.FailsAsync(Run("no-such-helper"));
        Assert.Contains("no-such-helper is not on the path", byName.Message, StringComparison.Ordinal);
        var byPath = await CredentialWorld.FailsAsync(Run(Path.Combine(_world.Home, "none")));
        Assert.Contains("cannot be started", byPath.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_program_that_hangs_is_stopped_with_its_children(bool byTimeout)
    {
        // The child holds the pipe; the program itself waits for it.
        var fifo = Path.Combine(_world.Home, "started");
        var script = Script($"sleep 1000 & echo $! > {_world.Home}/child; mv {_world.Home}/child {fifo}; wait");
        using var cancel = new CancellationTokenSource();
        var get = Run(script).GetAsync(cancel.Token).AsTask();
        while (!File.Exists(fifo)) await Task.Yield();
        var child = int.Parse(File.ReadAllText(fifo), System.Globalization.CultureInfo.InvariantCulture);

        if (byTimeout)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(60));
            var e = await Assert.ThrowsAsync<PaiCredentialsException>(() => get);
            Assert.Contains("longer than 60 s", e.Message, StringComparison.Ordinal);
        }
        else
        {
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
        }

        var waited = Stopwatch.StartNew();
        while (IsRunning(child) && waited.Elapsed < TimeSpan.FromSeconds(30)) await Task.Yield();
        Assert.False(IsRunning(child));
    }

    /// <summary>True while a process runs; a zombie does not.</summary>
    private static bool IsRunning(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("a b  c", "a|b|c")]
    [InlineData(" 'a b' \"c d\" ", "a b|c d")]
    [InlineData("a\\ b", "a b")]
    [InlineData("'a\\b' \"c\\d\" \"e\\\"f\"", "a\\b|c\\d|e\"f")]
    [InlineData("a\\\nb", "ab")]
    [InlineData("a '' b", "a||b")]
    [InlineData("a$(b);c|d", "a$(b);c|d")]
    [InlineData("x\"y\"'z'", "xyz")]
    public void A_command_is_split_as_a_shell_would_and_no_more(string command, string expected) =>
        Assert.Equal(expected, string.Join('|', CommandWords.Split(command, isWindows: false)));

    [Theory]
    [InlineData(@"C:\x\y.exe ""a b"" 'c", @"C:\x\y.exe|a b|'c")]
    [InlineData(@"""C:\Program Files\x.exe"" ""a\""b""", @"C:\Program Files\x.exe|a""b")]
    public void On_windows_a_backslash_is_a_character(string command, string expected) =>
        Assert.Equal(expected, string.Join('|', CommandWords.Split(command, isWindows: true)));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \\")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("'' a")]
    [InlineData("TOKEN=x a")]
    public void A_command_that_is_not_complete_is_refused(string command) =>
        Assert.Throws<SourceException>(() => CommandWords.Split(command, isWindows: false));
}
