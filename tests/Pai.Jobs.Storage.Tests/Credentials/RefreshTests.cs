using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class RefreshTests : IDisposable
{
    private readonly CredentialWorld _world = new();
    private int _fetches;
    private Func<CancellationToken, Task<FetchedKey>> _fetch;

    public RefreshTests() => _fetch = _ => Task.FromResult(Key(TimeSpan.FromHours(1)));

    public void Dispose() => _world.Dispose();

    private RefreshingCredentials Create() => new(
        token =>
        {
            Interlocked.Increment(ref _fetches);
            return _fetch(token);
        },
        _world.Clock,
        _world.Log);

    private FetchedKey Key(TimeSpan? life)
    {
        DateTimeOffset? end = life is { } l ? _world.Clock.GetUtcNow() + l : null;
        return new(new($"STS.{_fetches}", CredentialWorld.Secret, CredentialWorld.Token, end), "test");
    }

    [Theory]
    [InlineData(60, 44, 46)]
    [InlineData(12, 8, 10)]
    [InlineData(720, 704, 706)]
    public async Task A_session_is_renewed_before_it_ends_a_short_one_later(int life, int kept, int renewed)
    {
        _fetch = _ => Task.FromResult(Key(TimeSpan.FromMinutes(life)));
        var credentials = Create();
        var first = await credentials.GetAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(kept));
        Assert.Same(first, await credentials.GetAsync());

        _world.Clock.Advance(TimeSpan.FromMinutes(renewed - kept));
        Assert.NotSame(first, await credentials.GetAsync());
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task A_key_without_an_end_is_fetched_again_after_an_hour()
    {
        _fetch = _ => Task.FromResult(Key(null));
        var credentials = Create();
        await credentials.GetAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(59));
        await credentials.GetAsync();
        Assert.Equal(1, _fetches);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await credentials.GetAsync();
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task Many_callers_share_one_fetch()
    {
        var answer = new TaskCompletionSource<FetchedKey>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fetch = _ => answer.Task;
        var credentials = Create();
        var callers = Enumerable.Range(0, 200).Select(_ => Task.Run(() => credentials.GetAsync().AsTask())).ToList();
        while (Volatile.Read(ref _fetches) == 0) await Task.Yield();
        answer.SetResult(Key(TimeSpan.FromHours(1)));

        var keys = await Task.WhenAll(callers);

        Assert.All(keys, k => Assert.Same(keys[0], k));
        Assert.Equal(1, _fetches);
    }

    [Fact]
    public async Task A_failure_reaches_all_callers_and_the_next_call_tries_again()
    {
        var answer = new TaskCompletionSource<FetchedKey>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fetch = _ => answer.Task;
        var credentials = Create();
        var callers = Enumerable.Range(0, 20).Select(_ => credentials.GetAsync().AsTask()).ToList();
        answer.SetException(new PaiCredentialsException("no"));
        foreach (var caller in callers) await Assert.ThrowsAsync<PaiCredentialsException>(() => caller);

        _fetch = _ => Task.FromResult(Key(TimeSpan.FromHours(1)));
        Assert.NotNull(await credentials.GetAsync());
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task A_failed_renewal_gives_the_old_key_while_it_is_valid_and_is_repeated_after_a_pause()
    {
        var credentials = Create();
        var first = await credentials.GetAsync();
        _fetch = _ => throw new PaiCredentialsException("no");
        _world.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Same(first, await credentials.GetAsync());
        Assert.Same(first, await credentials.GetAsync());
        Assert.Equal(2, _fetches);
        Assert.Contains("cannot be renewed", Assert.Single(_world.Log.Warnings), StringComparison.Ordinal);

        _world.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Same(first, await credentials.GetAsync());
        Assert.Equal(3, _fetches);

        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        await Assert.ThrowsAsync<PaiCredentialsException>(() => credentials.GetAsync().AsTask());
    }

    [Fact]
    public async Task A_slow_renewal_is_waited_for_five_seconds_while_the_old_key_is_valid()
    {
        var credentials = Create();
        var first = await credentials.GetAsync();
        var answer = new TaskCompletionSource<FetchedKey>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fetch = _ => answer.Task;
        _world.Clock.Advance(TimeSpan.FromMinutes(50));
        var caller = credentials.GetAsync().AsTask();
        Assert.False(caller.IsCompleted);
        _world.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(first, await caller);

        var next = credentials.GetAsync().AsTask();
        answer.SetResult(Key(TimeSpan.FromHours(1)));
        Assert.NotSame(first, await next);
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_fetch_to_the_others_and_the_last_one_ends_it()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fetch = async token =>
        {
            await using var registration = token.Register(() => ended.TrySetResult());
            started.SetResult();
            await ended.Task;
            token.ThrowIfCancellationRequested();
            return Key(TimeSpan.FromHours(1));
        };
        var credentials = Create();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var one = credentials.GetAsync(first.Token).AsTask();
        var two = credentials.GetAsync(second.Token).AsTask();
        await started.Task;

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(ended.Task.IsCompleted);

        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
        await ended.Task;

        _fetch = _ => Task.FromResult(Key(TimeSpan.FromHours(1)));
        Assert.NotNull(await credentials.GetAsync());
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_starts_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Create().GetAsync(new CancellationToken(true)).AsTask());
        Assert.Equal(0, _fetches);
    }

    [Fact]
    public async Task A_session_that_has_ended_when_it_comes_is_an_error_with_both_times()
    {
        _fetch = _ => Task.FromResult(Key(TimeSpan.FromSeconds(-1)));
        var e = await Assert.ThrowsAsync<PaiCredentialsException>(() => Create().GetAsync().AsTask());
        Assert.Contains(
            "ended at 2026-01-02T03:04:04Z. The clock of this machine shows 2026-01-02T03:04:05Z", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_string_form_shows_no_secret()
    {
        var credentials = Create();
        Assert.Equal("credentials that have not been used", credentials.ToString());
        await credentials.GetAsync();
        Assert.Equal("test: access key STS...., of a session", credentials.ToString());
    }
}
