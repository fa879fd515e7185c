namespace Pai.Jobs.Emulator.Tests;

/// <summary>An emulator with a bucket, and a client for it.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected PaiEmulator Emulator { get; private set; } = null!;

    protected EmulatedBucket Bucket => Emulator.Bucket("bucket");

    protected string Origin => Emulator.Endpoint.GetLeftPart(UriPartial.Authority);

    private protected RawClient Client { get; private set; } = null!;

    protected virtual PaiEmulatorOptions Options => new();

    public virtual async Task InitializeAsync()
    {
        Emulator = await PaiEmulator.StartAsync(Options);
        Emulator.CreateBucket("bucket");
        Client = new(Emulator);
    }

    public virtual async Task DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
