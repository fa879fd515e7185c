using System.Diagnostics;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>A client that makes one transfer, in a process of its own.</summary>
internal static class ClientProcess
{
    public const string Own = "Pai.Jobs";
    public const string Bare = "bare";
    public const string AliOss = "ali-oss";

    private static string Modules => Path.GetFullPath("artifacts/official-clients/node_modules");

    public static bool HasAliOss => Directory.Exists(Path.Combine(Modules, "ali-oss"));

    public static async Task<Footprint> RunAsync(string client, Transfer transfer, Workload workload)
    {
        var start = client == AliOss
            ? new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "ali-oss.mjs"), .. transfer.Arguments])
            : new ProcessStartInfo("dotnet", [
                typeof(ClientProcess).Assembly.Location, "client", client, .. transfer.Arguments, .. workload.Arguments]);
        start.RedirectStandardOutput = true;
        start.Environment["MODULES"] = Modules;
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Footprint.Parse(line.Trim()) : throw new InvalidOperationException($"{client} failed: {transfer}.");
    }

    /// <summary>Makes the transfer, in the process that was started, and writes what it took.</summary>
    public static async Task MoveAsync(string client, Transfer transfer, Workload workload)
    {
        using var own = new OwnClient(transfer.Server, Path.Combine(transfer.Folder, "state"));
        using var bare = new BareClient(transfer.Server);
        Console.WriteLine(await Footprint.OfAsync(
            () => MoveAsync(transfer with { Stage = Transfer.First }, workload.First),
            () => MoveAsync(transfer, workload)));

        Task MoveAsync(Transfer transfer, Workload workload) =>
            client == Own ? own.MoveAsync(transfer) : bare.MoveAsync(transfer, workload);
    }
}
