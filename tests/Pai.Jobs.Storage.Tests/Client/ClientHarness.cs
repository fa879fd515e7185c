using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

/// <summary>A client whose handler follows a script and whose clock is moved by the test.</summary>
internal sealed class ClientHarness : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);
    public static readonly OssBucketAddress Bucket = new("examplebucket", OssEndpoint.OfRegion("cn-hangzhou"));

    public ClientHarness(Func<OssClientOptions, OssClientOptions>? change = null, PaiCredentials? credentials = null)
    {
        var options = new OssClientOptions { Handler = Handler, TimeProvider = Time, RetryDelay = TimeSpan.Zero };
        Client = new(credentials ?? PaiCredentials.FromAccessKey(new("testid", "testsecret")), change?.Invoke(options) ?? options);
    }

    public ScriptedHandler Handler { get; } = new();

    public FakeTimeProvider Time { get; } = new(Start);

    public OssClient Client { get; }

    public static OssObjectAddress Object(string key = "dir/key") => Bucket.Object(key);

    public static byte[] Data(int length, int seed = 1)
    {
        var data = new byte[length];
        new Random(seed).NextBytes(data);
        return data;
    }

    /// <summary>Moves the clock until a task ends.</summary>
    public async Task<T> Advance<T>(Task<T> task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            Time.Advance(step);
            await Task.WhenAny(task, Task.Run(static () => Task.Yield()));
        }

        return await task;
    }

    public void Dispose()
    {
        Client.Dispose();
        Handler.Dispose();
    }
}
