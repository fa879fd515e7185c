using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>A local backend with a runs directory of its own, deleted at the end.</summary>
internal sealed class LocalHarness : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine, short enough to find out that something hangs.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    private readonly LocalIsolation _isolation;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-local-");
    private readonly CancellationTokenSource _timeout = new(s_timeout);

    /// <summary>Waits on the real clock: a clock that stands still would never look again.</summary>
    private readonly PaiSession _waiting;

    /// <summary>Creates the folder and its session.</summary>
    /// <param name="isolation">How jobs are kept apart.</param>
    /// <param name="configure">Sets more of the backend.</param>
    /// <param name="clock">The session's clock.</param>
    public LocalHarness(
        LocalIsolation isolation = LocalIsolation.Auto, Action<LocalBackendOptions>? configure = null, TimeProvider? clock = null)
    {
        var options = new LocalBackendOptions { RunsDirectory = In("runs"), Isolation = isolation, GracePeriod = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        _isolation = isolation;
        Session = Build(options, clock);
        _waiting = clock is null ? Session : Open();
    }

    /// <summary>The isolations that work on this machine without an engine.</summary>
    public static IReadOnlyList<LocalIsolation> Working { get; } =
        NamespaceProbe.Machine.Problem is null ? [LocalIsolation.Namespace, LocalIsolation.Process] : [LocalIsolation.Process];

    /// <summary>The same for a theory.</summary>
    public static TheoryData<LocalIsolation> Isolations => new(Working);

    public PaiSession Session { get; }

    public LocalBackend Backend => (LocalBackend)Session.Backend;

    /// <summary>Ends whatever hangs.</summary>
    public CancellationToken Timeout => _timeout.Token;

    /// <summary>Another session for the same runs.</summary>
    public PaiSession Open(TimeProvider? clock = null) =>
        Build(new() { RunsDirectory = Backend.RunsDirectory, Isolation = _isolation }, clock);

    private static PaiSession Build(LocalBackendOptions options, TimeProvider? clock)
    {
        var builder = PaiSession.CreateBuilder().UseLocal(options);
        if (clock is not null) builder.TimeProvider = clock;
        return builder.Build();
    }

    public string In(string path) => Path.Combine(_folder.FullName, path);

    /// <summary>A file below the harness's folder, with its folders.</summary>
    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return In(path);
    }

    public static JobSubmission Job(
        JobCommand command,
        string? source = null,
        IReadOnlyList<InputChannel>? inputs = null,
        IReadOnlyList<OutputChannel>? outputs = null,
        IReadOnlyList<ParameterValue>? parameters = null,
        IReadOnlyDictionary<string, string>? environment = null,
        IReadOnlyList<string>? requirements = null,
        TimeSpan? maxRunTime = null,
        string? image = null,
        int instanceCount = 1,
        JobType jobType = JobType.PyTorchJob,
        DataLocation? outputPath = null) => new()
        {
            RecordName = "Acme.Job",
            JobName = "job_1",
            Command = command,
            SourcePath = source,
            Image = image,
            InstanceType = "local",
            InstanceCount = instanceCount,
            JobType = jobType,
            OutputPath = outputPath,
            MaxRunTime = maxRunTime,
            Requirements = requirements ?? [],
            Environment = (environment ?? new Dictionary<string, string>())
                .ToDictionary(e => e.Key, e => EnvironmentValue.FromString(e.Value)),
            Inputs = inputs ?? [],
            Outputs = outputs ?? [],
            Parameters = parameters ?? [],
        };

    public static JobSubmission Job(string shell) => Job(JobCommand.Shell(shell));

    public static InputChannel Input(string name, string? path, MountAccess access = MountAccess.Default) =>
        new() { Name = name, Location = (LocalPath?)path, MountPath = ContractPaths.ForInput(name), MountAccess = access };

    public static OutputChannel Output(string name, string? path = null) =>
        new() { Name = name, Location = (LocalPath?)path, MountPath = ContractPaths.ForOutput(name) };

    /// <summary>An output whose folder has a named pipe <c>go</c>: by it a test and a job wait for each other, without sleeping.</summary>
    /// <remarks>Below <c>/tmp</c> on this machine, and still seen by a job whose <c>/tmp</c> is its own.</remarks>
    public OutputChannel Gate()
    {
        var folder = In("gate");
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            MakePipe(Path.Combine(folder, "go"));
        }

        return Output("gate", folder);
    }

    public static void MakePipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Lets a job go on that reads from its gate.</summary>
    /// <remarks>
    /// Opening a pipe waits for the other side, and cannot be cancelled: hence a thread that is given up when the time is over.
    /// </remarks>
    public Task OpenGateAsync() => Task.Run(() => File.WriteAllText(In("gate/go"), "go\n"), Timeout).WaitAsync(Timeout);

    /// <summary>Makes pipes in the gate's folder.</summary>
    public void AddPipes(params IEnumerable<string> names)
    {
        foreach (var name in names) MakePipe(In("gate/" + name));
    }

    /// <summary>Reads what a job writes to a pipe in the gate's folder.</summary>
    public Task<string> ReadPipeAsync(string name) => Task.Run(() => File.ReadAllText(In("gate/" + name)), Timeout).WaitAsync(Timeout);

    public Task<PreparedJob> PrepareAsync(JobSubmission job) => Backend.PrepareAsync(job, Timeout);

    public async Task<JobInfo> SubmitAsync(JobSubmission job, PaiSession? session = null)
    {
        var backend = (session ?? Session).Backend;
        var prepared = await backend.PrepareAsync(job, Timeout);
        Assert.Empty(prepared.Problems);
        return await backend.SubmitAsync(prepared, cancellationToken: Timeout);
    }

    public Task<JobInfo> WaitAsync(string id) => WaitAsync(_waiting, id, Timeout);

    public static Task<JobInfo> WaitAsync(PaiSession session, string id, CancellationToken cancellationToken) =>
        session.Watcher.WaitAsync(id, static _ => { }, cancellationToken);

    /// <summary>What is known of one job.</summary>
    public Task<JobInfo> GetAsync(string id) => Backend.GetOneAsync(id, Timeout);

    /// <summary>The lines that a query gives.</summary>
    public async Task<List<LogLine>> ReadLogsAsync(string id, LogQuery query)
    {
        var lines = new List<LogLine>();
        await foreach (var line in Backend.ReadLogsAsync(id, query, Timeout)) lines.Add(line);
        return lines;
    }

    /// <summary>The ids of the jobs that a query gives.</summary>
    public async Task<List<string>> ListAsync(JobQuery query)
    {
        var ids = new List<string>();
        await foreach (var info in Session.ListJobsAsync(query, Timeout)) ids.Add(info.Id);
        return ids;
    }

    /// <summary>The processes that see to a run: its supervisor, and what that has started of itself.</summary>
    public static IReadOnlyList<string> SupervisorsOf(string id) =>
        [
            .. Directory.EnumerateDirectories("/proc")
                .Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0]))
                .Select(CommandLineOf)
                .Where(c => c.Contains(id, StringComparison.Ordinal) && c.Contains("supervise.sh", StringComparison.Ordinal)),
        ];

    /// <summary>The processes whose folder is a run's: all that it started in the background and did not end is among them.</summary>
    public static IReadOnlyList<string> ProcessesIn(string folder) =>
        [
            .. Directory.EnumerateDirectories("/proc")
                .Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0]))
                .Where(p => new FileInfo(Path.Combine(p, "cwd")).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) is true)
                .Select(CommandLineOf),
        ];

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Follows the log until the job has written a line.</summary>
    public async Task WaitForLineAsync(string id, string text)
    {
        await foreach (var line in Backend.ReadLogsAsync(id, new() { Follow = true }, Timeout))
            if (line.Text == text) return;
        Assert.Fail($"The job ended without writing \"{text}\": {await GetAsync(id)}");
    }

    public async Task<JobInfo> RunAsync(JobSubmission job)
    {
        var state = await SubmitAsync(job);
        return await WaitAsync(state.Id);
    }

    public async Task<string[]> LogAsync(string id, LogStream stream = LogStream.StandardOutput, bool follow = true)
    {
        var lines = await ReadLogsAsync(id, new() { Follow = follow });
        return [.. lines.Where(l => l.Stream == stream).Select(l => l.Text)];
    }

    /// <summary>Runs a job that must succeed, and returns what it wrote to standard output.</summary>
    public async Task<string[]> OutputOfAsync(JobSubmission job)
    {
        var state = await RunAsync(job);
        await AssertSucceededAsync(state);
        return await LogAsync(state.Id);
    }

    /// <summary>Fails with all that is known of a job that did not succeed.</summary>
    public async Task AssertSucceededAsync(JobInfo state)
    {
        if (state.Status == JobStatus.Succeeded) return;
        var folder = new RunFolder(Path.Combine(Backend.RunsDirectory, state.Id));
        var log = (await ReadLogsAsync(state.Id, new())).Select(l => $"{l.Node} {l.Stream}: {l.Text}");
        var files = Directory.EnumerateFiles(folder.Root, "*", SearchOption.TopDirectoryOnly)
            .Where(f => Path.GetFileName(f) is "exit" or "ends" or "stop" or "stopping" or "supervisor.log")
            .Select(f => $"{Path.GetFileName(f)}: {File.ReadAllText(f).Trim()}");
        Assert.Fail($"{state.Status} {state.ReasonCode}: {state.ReasonMessage}\n{string.Join('\n', log.Concat(files))}");
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(s_timeout);
        await foreach (var state in Backend.ListAsync(new(), hurry.Token))
        {
            await Backend.StopAsync(state.Id, hurry.Token);
            await WaitAsync(_waiting, state.Id, hurry.Token);
        }

        await _waiting.DisposeAsync();
        await Session.DisposeAsync();
        TemporaryFiles.Delete(_folder.FullName, RunDeletion.Delete);
        _timeout.Dispose();
    }
}
