using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs.Dlc.Tests.Replay;

/// <summary>A change of the code, as a save makes it.</summary>
public sealed class SourceWatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pai-watch-").FullName;
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(5));

    [Fact]
    public async Task A_save_of_code_counts_and_one_that_is_not_packed_does_not()
    {
        Write(".paiignore", "*.log\n");
        Write("main.py", "1");
        var clock = new FakeTimeProvider();
        var archive = await CodeArchive.PlanAsync(_folder, cancellationToken: _timeout.Token);
        using var watch = new SourceWatch(_folder, archive.Sha256, clock);
        var waits = watch.WaitAsync(_timeout.Token);

        Write("run.log", "x");
        await AdvanceUntilAsync(clock, () => watch.Looks > 0);
        Assert.False(waits.IsCompleted);
        Write("main.py", "2");
        await AdvanceUntilAsync(clock, () => waits.IsCompleted);

        await waits;
    }

    public void Dispose()
    {
        _timeout.Dispose();
        TemporaryFiles.Delete(_folder);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    /// <summary>Moves the clock until something is so: when the system tells of a change is its own affair.</summary>
    private async Task AdvanceUntilAsync(FakeTimeProvider clock, Func<bool> isSo)
    {
        while (!isSo())
        {
            _timeout.Token.ThrowIfCancellationRequested();
            clock.Advance(SourceWatch.Quiet);
            await Task.Yield();
        }
    }
}
