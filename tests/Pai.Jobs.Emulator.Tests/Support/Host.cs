namespace Pai.Jobs.Emulator.Tests;

/// <summary>An emulator in a process of its own, for tests that kill it. It ends with its standard input.</summary>
internal static class Host
{
    public static async Task Main(string[] arguments)
    {
        await using var emulator = await PaiEmulator.StartAsync(new()
        {
            Directory = arguments[0],
            AccessKey = new(arguments[1], arguments[2]),
            Buckets = { "bucket" },
        });
        emulator.Dlc.ExecutesJobs = true;
        Console.WriteLine(emulator.Endpoint);
        await Console.In.ReadToEndAsync();
    }
}
