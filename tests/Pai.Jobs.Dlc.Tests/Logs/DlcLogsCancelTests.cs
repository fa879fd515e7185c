namespace Pai.Jobs.Dlc.Tests;

/// <summary>Cancelling and leaving a reading, wherever it is.</summary>
public class DlcLogsCancelTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("GetJob")]
    [InlineData("GetPodLogs")]
    public async Task A_call_that_hangs_is_cancelled(string operation)
    {
        using var service = Job();
        using var cancel = new CancellationTokenSource();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.Fault = async (name, token) =>
        {
            if (name != operation) return null;
            called.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        var reading = service.ReadAsync(cancellationToken: cancel.Token);
        await called.Task.WaitAsync(s_limit);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(s_limit));
    }

    [Fact]
    public async Task A_pause_between_two_looks_is_cancelled()
    {
        using var service = Job();
        using var cancel = new CancellationTokenSource();
        var paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.Clock.OnDelay = _ =>
        {
            paused.TrySetResult();
            return false;
        };
        var reading = service.ReadAsync(cancellationToken: cancel.Token);
        await paused.Task.WaitAsync(s_limit);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(s_limit));
    }

    [Fact]
    public async Task Between_two_lines_reading_is_cancelled()
    {
        using var service = Job();
        using var cancel = new CancellationTokenSource();
        var count = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in service.Logs.ReadAsync(LogService.JobId, new() { Follow = true }, cancel.Token))
                if (++count == 7) await cancel.CancelAsync();
        });

        Assert.Equal(7, count);
    }

    [Fact]
    public async Task A_race_of_cancelling_and_reading_ends_in_one_of_the_two()
    {
        for (var i = 0; i < 50; i++)
        {
            using var service = Job();
            using var cancel = new CancellationTokenSource();
            var reading = Task.Run(() => service.ReadAsync(cancellationToken: cancel.Token));
            var canceling = Task.Run(async () =>
            {
                for (var j = 0; j < i * 20; j++) await Task.Yield();
                await cancel.CancelAsync();
            });
            try
            {
                Assert.Equal(20, (await reading.WaitAsync(s_limit)).Count);
            }
            catch (OperationCanceledException)
            {
            }

            await canceling;
        }
    }

    [Fact]
    public async Task A_reader_that_leaves_asks_no_more()
    {
        using var service = Job();

        var lines = await service.ReadAsync(max: 3);

        Assert.Equal(3, lines.Count);
        var calls = service.Sent.Count;
        for (var i = 0; i < 100; i++) await Task.Yield();
        Assert.Equal(calls, service.Sent.Count);
    }

    private static LogService Job()
    {
        var service = new LogService().At(0, "Running").At(100, "Succeeded");
        var log = service.Pod("worker-0");
        for (var i = 0; i < 20; i++) log.Add(LogService.Start, $"line {i}");
        return service;
    }
}
