using System.Text;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Docs.Tests.Running;

/// <summary>The services that the pages' code calls: an emulator, to which the environment of this process leads.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly PaiEmulator _emulator;

    private World(PaiEmulator emulator) => _emulator = emulator;

    public static async Task<World> StartAsync()
    {
        var emulator = await TemporaryEmulator.StartAsync(o => o.Buckets.Add("acme"));
        emulator.Dlc.ExecutesJobs = true;
        emulator.Bucket("acme").Put("corpus/1.txt", Encoding.UTF8.GetBytes("one two three\n"));
        foreach (var (name, value) in TemporaryEmulator.EnvironmentOf(emulator)) Environment.SetEnvironmentVariable(name, value);
        // Context/Here.cs reads it.
        AppContext.SetData("emulator", emulator);
        return new(emulator);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
