namespace Pai.Jobs.Cli.WebConsole;

/// <summary>
/// One submission for each key, however often it is asked for: a second click, or a request that the browser sends again, gets the
/// answer of the first. A submission that failed may be tried again.
/// </summary>
internal sealed class SubmitKeys
{
    private const int MaxCount = 1000;
    private const int MaxLength = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<SubmittedJson>> _submissions = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <exception cref="ConsoleException">The key is too long.</exception>
    public Task<SubmittedJson> SubmitAsync(string? key, string scope, Func<Task<SubmittedJson>> submit)
    {
        if (string.IsNullOrEmpty(key)) return submit();
        if (key.Length > MaxLength) throw ConsoleException.Invalid("Idempotency-Key", key, $"has more than {MaxLength} characters");
        key = $"{scope}\n{key}";
        lock (_lock)
        {
            if (_submissions.TryGetValue(key, out var known) && !MayBeSentAgain(known)) return known;
            if (known is null) _order.Enqueue(key);
            if (_order.Count > MaxCount) _submissions.Remove(_order.Dequeue());
            return _submissions[key] = Task.Run(submit);
        }
    }

    /// <summary>False where the job is there, or may be.</summary>
    private static bool MayBeSentAgain(Task submission) =>
        submission.IsCanceled
        || (submission.IsFaulted && submission.Exception.InnerException is not JobSubmissionInDoubtException);
}
