using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pai.Jobs.Cli.Storage;

/// <summary>The progress bar of a transfer: bytes, files, speed, and the time that is left.</summary>
internal static class TransferBar
{
    /// <summary>Runs a transfer, below a bar where there is a terminal for it.</summary>
    public static async Task<TransferResult> RunAsync(
        CliContext cli, Func<IProgress<TransferProgress>?, Task<TransferResult>> transfer)
    {
        if (!cli.Terminal.ShowsProgress) return await transfer(null);
        return await cli.Terminal.Talk.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new AmountColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("transfer", new ProgressTaskSettings { MaxValue = 1 });
                bar.IsIndeterminate = true;
                return await transfer(new Reporter(bar));
            });
    }

    /// <summary>The amounts as a line: <c>12 MiB of 1.5 GiB  3/10 files  8 MiB/s  2 m 5 s left</c>.</summary>
    internal static string Describe(TransferProgress progress)
    {
        var words = new List<string>
        {
            progress.TotalBytes is { } total ? $"{Amounts.Bytes(progress.Bytes)} of {Amounts.Bytes(total)}" : Amounts.Bytes(progress.Bytes),
        };
        if (progress.TotalFiles is > 1 and var files) words.Add($"{progress.Files}/{files} files");
        if (progress.BytesPerSecond >= 1)
        {
            words.Add($"{Amounts.Bytes(progress.BytesPerSecond)}/s");
            if (progress.TotalBytes > progress.Bytes)
            {
                // Slower than a byte in a year is a stall.
                var seconds = Math.Min((progress.TotalBytes.Value - progress.Bytes) / progress.BytesPerSecond, 365 * 86400.0);
                words.Add($"{Amounts.Time(TimeSpan.FromSeconds(seconds))} left");
            }
        }

        return string.Join("  ", words);
    }

    private sealed class Reporter(ProgressTask bar) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            bar.State.Update<TransferProgress>(nameof(TransferProgress), _ => value);
            if (value.TotalBytes is not { } total) return;
            bar.IsIndeterminate = false;
            bar.MaxValue = Math.Max(total, 1);
            bar.Value = total == 0 ? 1 : value.Bytes;
        }
    }

    private sealed class AmountColumn : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(Describe(task.State.Get<TransferProgress>(nameof(TransferProgress))));
    }
}
