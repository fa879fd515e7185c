using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>An engine that really runs jobs, in a folder of its own that is deleted at the end, with a session on it.</summary>
internal sealed class Engine : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine, short enough to find out that something hangs.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-engine-");
    private readonly CancellationTokenSource _timeout = new(s_timeout);
    private readonly List<PaiSession> _sessions = [];
    private readonly Func<JobBackend> _connect;

    private Engine(bool isRemote)
    {
        if (isRemote)
        {
            var local = CreateLocal();
            local.Open(new() { TimeProvider = Clock });
            Service = new(local);
            _connect = () => new RemoteBackend(Service);
        }
        else
        {
            _connect = CreateLocal;
        }

        Session = Connect();
    }

    public OffsetClock Clock { get; } = new();

    public PaiSession Session { get; }

    /// <summary>What is behind a remote backend.</summary>
    public RemoteService? Service { get; }

    /// <summary>Ends whatever hangs.</summary>
    public CancellationToken Timeout => _timeout.Token;

    public static Engine Local() => new(isRemote: false);

    public static Engine Remote() => new(isRemote: true);

    /// <summary>Another session on the same engine, as another process would have.</summary>
    public PaiSession Connect()
    {
        var builder = PaiSession.CreateBuilder().UseBackend(_connect());
        builder.TimeProvider = Clock;
        _sessions.Add(builder.Build());
        return _sessions[^1];
    }

    /// <summary>A folder with a named pipe <c>go</c>: by it a test and a job wait for each other, without sleeping.</summary>
    public LocalPath Gate()
    {
        var folder = Path.Combine(_folder.FullName, "gate");
        Directory.CreateDirectory(folder);
        using var process = Process.Start("mkfifo", [Path.Combine(folder, "go")]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return LocalPath.Parse(folder + "/");
    }

    /// <summary>Lets a job go on that reads from the gate.</summary>
    /// <remarks>
    /// Opening a pipe waits for the other side, and cannot be cancelled: hence a thread that is given up when the time is over.
    /// </remarks>
    public Task OpenGateAsync() =>
        Task.Run(() => File.WriteAllText(Path.Combine(_folder.FullName, "gate", "go"), "go\n"), Timeout).WaitAsync(Timeout);

    public Task<JobRun<ShellJob, ShellJob.ShellOutputs>> SubmitAsync(string shell, ShellJob? job = null) =>
        (job ?? new()).SubmitAsync(Session, new() { Command = JobCommand.Shell(shell) }, Timeout);

    public Task<JobRun<ShellJob, ShellJob.ShellOutputs>> RunAsync(string shell, TextWriter? log = null, ShellJob? job = null) =>
        (job ?? new()).RunAsync(Session, new() { Command = JobCommand.Shell(shell), LogWriter = log ?? TextWriter.Null }, Timeout);

    /// <summary>Follows the log until the job has written a line.</summary>
    public async Task WaitForLineAsync(JobRun run, string text)
    {
        await foreach (var line in run.ReadLogsAsync(cancellationToken: Timeout))
            if (line.Text == text) return;
        Assert.Fail($"The job ended without writing \"{text}\": {await run.RefreshAsync(Timeout)}");
    }

    public async Task<string[]> LinesOfAsync(JobRun run)
    {
        var lines = new List<string>();
        await foreach (var line in run.ReadLogsAsync(cancellationToken: Timeout)) lines.Add(line.Text);
        return [.. lines];
    }

    /// <summary>The jobs of a list that lags behind: asked for until it has so many.</summary>
    public async Task<IReadOnlyList<JobInfo>> ListAsync(PaiSession session, int count, JobQuery? query = null)
    {
        while (true)
        {
            var listed = new List<JobInfo>();
            await foreach (var info in session.ListJobsAsync(query, Timeout)) listed.Add(info);
            if (listed.Count >= count) return listed;
            Timeout.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The job of a marker, in a list that lags behind.</summary>
    public async Task<JobRun> FindAsync(PaiSession session, JobMarker marker)
    {
        while (true)
        {
            try
            {
                return await session.AttachAsync(marker.ToString(), Timeout);
            }
            catch (JobNotFoundException)
            {
                Timeout.ThrowIfCancellationRequested();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (var local = CreateLocal())
        {
            using var hurry = new CancellationTokenSource(s_timeout);
            await foreach (var info in local.ListAsync(new(), hurry.Token))
            {
                await local.StopAsync(info.Id, hurry.Token);
                await new JobRun(local, info).WaitAsync(hurry.Token);
            }
        }

        foreach (var session in _sessions) await session.DisposeAsync();
        if (Service is not null) await Service.Engine.DisposeAsync();
        RunDeletion.Delete(_folder.FullName);
        _timeout.Dispose();
    }

    private LocalBackend CreateLocal() =>
        new(new() { RunsDirectory = Path.Combine(_folder.FullName, "runs"), GracePeriod = TimeSpan.FromMinutes(1) });
}
