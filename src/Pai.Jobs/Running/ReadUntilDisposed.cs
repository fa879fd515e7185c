namespace Pai.Jobs.Internal.Running;

/// <summary>
/// A sequence whose reader gets an exception of its own kind when the session is disposed. An element that is there already passes through
/// without another state machine.
/// </summary>
/// <param name="source">The sequence, with the token that ends it.</param>
/// <param name="failure">What the reader gets when the session is disposed.</param>
/// <param name="disposed">Is cancelled when the session is disposed.</param>
/// <param name="cancellationToken">The reader's own.</param>
internal sealed class ReadUntilDisposed<T>(
    Func<CancellationToken, IAsyncEnumerable<T>> source,
    Func<ObjectDisposedException> failure,
    CancellationToken disposed,
    CancellationToken cancellationToken) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken token = default)
    {
        if (disposed.IsCancellationRequested) throw failure();
        var linked = CancellationTokenSource.CreateLinkedTokenSource(disposed, cancellationToken, token);
        return new Enumerator(source(linked.Token).GetAsyncEnumerator(linked.Token), linked, this);
    }

    private sealed class Enumerator(IAsyncEnumerator<T> inner, CancellationTokenSource linked, ReadUntilDisposed<T> owner)
        : IAsyncEnumerator<T>
    {
        public T Current => inner.Current;

        public ValueTask<bool> MoveNextAsync()
        {
            var next = inner.MoveNextAsync();
            return next.IsCompletedSuccessfully ? next : AwaitAsync(next);
        }

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync().ConfigureAwait(false);
            linked.Dispose();
        }

        private async ValueTask<bool> AwaitAsync(ValueTask<bool> next)
        {
            try
            {
                return await next.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (owner.IsDisposed)
            {
                throw owner.Failure();
            }
        }
    }

    private bool IsDisposed => disposed.IsCancellationRequested;

    private ObjectDisposedException Failure() => failure();
}
