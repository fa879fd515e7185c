namespace Pai.Jobs.Tests;

/// <summary>A log that tells when a line was written to it.</summary>
internal sealed class SignalWriter(string line) : StringWriter
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Written => _written.Task;

    public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Span.SequenceEqual(line)) _written.TrySetResult();
        return base.WriteLineAsync(buffer, cancellationToken);
    }
}
