using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>An emulator that runs jobs, with a bucket for their data.</summary>
public abstract class ExecutionTest : PaiTest
{
    protected EmulatedBucket Bucket => Emulator.CreateBucket("acme");

    private protected DlcCreateJob Command(string command, params DlcDataSource[] mounts)
    {
        Emulator.Dlc.ExecutesJobs = true;
        Emulator.CreateBucket("acme");
        var job = Job();
        job.UserCommand = command;
        job.DataSources = mounts;
        return job;
    }

    private protected static DlcDataSource Mount(string prefix, string path, string? access = "RW") => new()
    {
        Uri = $"oss://acme.oss-cn-hangzhou-internal.aliyuncs.com/{prefix}",
        MountPath = path,
        MountAccess = access,
    };

    /// <summary>Runs a job to its end.</summary>
    private protected async Task<DlcJob> RunAsync(DlcCreateJob job)
    {
        var id = await Dlc.CreateJobAsync(job);
        await Emulator.Dlc.WaitAsync(id);
        return await Dlc.GetJobAsync(id);
    }

    private protected async Task<string> LogOfAsync(string id, string pod = "worker-0") =>
        string.Join('\n', (await Dlc.GetPodLogsAsync(id, $"{id}-{pod}")).Logs!);

    /// <summary>Asks for the log of a job's first pod until it has a line.</summary>
    private protected async Task UntilLineAsync(string id, string line)
    {
        var started = Stopwatch.GetTimestamp();
        while ((await Dlc.GetJobAsync(id)).Status != "Running" || !(await LogOfAsync(id)).Split('\n').Contains(line))
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), $"The line '{line}' does not come.");
    }

    protected string? Find(string key) => Bucket.Find(key) is null ? null : Encoding.UTF8.GetString(Bucket.Read(key));

    protected void Put(string key, string content) => Bucket.Put(key, Encoding.UTF8.GetBytes(content));

    /// <summary>An argument of <c>sleep</c> that no other process has.</summary>
    protected static string NewMark() => Random.Shared.Next(100_000, 900_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>True if a process of this machine has an argument.</summary>
    protected static bool IsThere(string argument) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "cmdline"))).Split('\0').Contains(argument);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
