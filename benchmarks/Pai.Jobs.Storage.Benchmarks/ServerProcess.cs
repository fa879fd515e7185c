using System.Diagnostics;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>A server in a process of its own, which ends with this one.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Emulator = "emulator";
    public const string Discarding = "discarding";

    private readonly Process _process;

    private ServerProcess(string kind, Process process, Uri address) => (Kind, _process, Address) = (kind, process, address);

    public string Kind { get; }

    public Uri Address { get; }

    /// <summary>The CPU time that it has used, in seconds.</summary>
    public double Cpu => _process.TotalProcessorTime.TotalSeconds;

    public static async Task<ServerProcess> StartAsync(string kind, Workload workload)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, "serve", kind, .. workload.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The server {kind} has ended.");
        return new(kind, process, new(address));
    }

    /// <summary>Serves, in the process that was started, until its input ends.</summary>
    public static async Task ServeAsync(string kind, Workload workload)
    {
        if (kind == Emulator)
        {
            await using var emulator = await PaiEmulator.StartAsync(new() { Region = Transfer.Region, AccessKey = Transfer.Key });
            await CreateBucketAsync(emulator.Endpoint);
            await WaitAsync(emulator.Endpoint);
        }
        else
        {
            using var server = new DiscardingServer(workload);
            await WaitAsync(await server.StartAsync());
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>A bucket that all may write to: the bare client signs nothing.</summary>
    private static async Task CreateBucketAsync(Uri server)
    {
        using var transport = new OssTransport(PaiCredentials.FromAccessKey(Transfer.Key), new());
        var request = new OssRequest(HttpMethod.Put, OwnClient.AddressOf(server)).Header("x-oss-acl", "public-read-write");
        await transport.SendAsync(request, OssWrites.ReadNothing, CancellationToken.None);
    }

    private static async Task WaitAsync(Uri address)
    {
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
    }
}
