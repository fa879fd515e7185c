using Pai.Jobs.Dlc.Tests.Sessions;

namespace Pai.Jobs.Dlc.Tests.Live;

/// <summary>
/// A session on the real service, from the environment and the configuration file. It deletes the jobs and files of a test.
/// </summary>
internal sealed class LiveSession : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(45));
    private readonly List<JobRun> _runs = [];
    private OssUri? _folder;

    public PaiSession Session { get; } = PaiSession.CreateDefault(b => b.UseDlc());

    public CancellationToken Timeout => _timeout.Token;

    public StringWriter Log { get; } = new();

    public static string Image => Environment.GetEnvironmentVariable("PAI_JOBS_LIVE_IMAGE") ?? Images.PyTorch.V1_12_Cpu_Py39_Ubuntu20_04;

    public static string InstanceType => Environment.GetEnvironmentVariable("PAI_JOBS_LIVE_INSTANCE_TYPE") ?? InstanceTypes.Ecs.G7.XLarge;

    /// <summary>A folder of this test's own.</summary>
    public OssUri Folder => _folder ??= OssUri.Parse($"oss://{Bucket}/pai-jobs-live/{Guid.NewGuid():N}/");

    private string Bucket => Session.Settings.Bucket?.Value ?? throw new InvalidOperationException("Set PAI_OSS_BUCKET_NAME.");

    public RunOptions Options(string command) => new()
    {
        Image = Image,
        InstanceType = InstanceType,
        Command = JobCommand.Shell(command),
        OutputPath = Folder,
        MaxRunTime = TimeSpan.FromMinutes(20),
        LogWriter = Log,
        StopOnCancel = true,
    };

    public async Task<JobRun<TrainJob, TrainJob.TrainOutputs>> SubmitAsync(TrainJob job, RunOptions options)
    {
        var run = await job.SubmitAsync(Session, options, Timeout);
        _runs.Add(run);
        return run;
    }

    public async Task<JobRun<TrainJob, TrainJob.TrainOutputs>> SubmitAsync(PreparedJob plan)
    {
        var info = await Session.Backend.SubmitAsync(plan, cancellationToken: Timeout);
        var run = new JobRun<TrainJob, TrainJob.TrainOutputs>(Session.Backend, info);
        _runs.Add(run);
        return run;
    }

    public async Task<JobRun<TrainJob, TrainJob.TrainOutputs>> RunAsync(TrainJob job, RunOptions options)
    {
        var run = await SubmitAsync(job, options);
        await run.EnsureSucceededAsync(Timeout);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var run in _runs)
        {
            await run.StopAsync();
            await run.WaitAsync();
            await run.DeleteAsync();
        }

        if (_folder is not null) await Session.Storage.DeleteAsync(_folder, recursive: true);
        await Session.DisposeAsync();
        _timeout.Dispose();
    }
}
