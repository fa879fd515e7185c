namespace Pai.Jobs.Internal.OpenApi;

/// <summary>Keeps an answer for a time. However many callers want it, it is asked for once; a failure is not kept.</summary>
/// <param name="load">Asks for it. The caller's token does not cancel it: others may wait for the same answer.</param>
/// <param name="lifetimeOf">The time for which an answer is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiCache<T>(Func<Task<T>> load, Func<T, TimeSpan> lifetimeOf, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<Answer>? _current;

    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<Answer> task;
        lock (_lock)
        {
            if (_current is null || (_current.IsCompleted && !IsFresh(_current))) _current = Task.Run(LoadAsync, CancellationToken.None);
            task = _current;
        }

        return (await task.WaitAsync(cancellationToken).ConfigureAwait(false)).Value;
    }

    private bool IsFresh(Task<Answer> task) =>
        task.IsCompletedSuccessfully && time.GetElapsedTime(task.Result.Since) < lifetimeOf(task.Result.Value);

    private async Task<Answer> LoadAsync()
    {
        var value = await load().ConfigureAwait(false);
        return new(value, time.GetTimestamp());
    }

    private sealed record Answer(T Value, long Since);
}
