using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>A local backend with a runs directory of its own, deleted at the end.</summary>
internal sealed class LocalHarness : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine, short enough to find out that something hangs.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-local-");
    private readonly CancellationTokenSource _timeout = new(s_timeout);

    public LocalHarness(LocalIsolation isolation = LocalIsolation.Auto, Action<LocalBackendOptions>? configure = null)
    {
        var options = new LocalBackendOptions { RunsDirectory = In("runs"), Isolation = isolation, GracePeriod = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        Backend = new(options);
    }

    /// <summary>The isolations that work on this machine without an engine.</summary>
    public static IReadOnlyList<LocalIsolation> Working { get; } =
        NamespaceProbe.Machine.Problem is null ? [LocalIsolation.Namespace, LocalIsolation.Process] : [LocalIsolation.Process];

    /// <summary>The same for a theory.</summary>
    public static TheoryData<LocalIsolation> Isolations => new(Working);

    public LocalBackend Backend { get; }

    /// <summary>Ends whatever hangs.</summary>
    public CancellationToken Timeout => _timeout.Token;

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
        DataUri? outputPath = null) => new()
        {
            RecordName = "Acme.Job",
            JobName = "job_1",
            Command = command,
            SourcePath = source,
            Image = image,
            InstanceType = "local",
            InstanceCount = instanceCount,
            OutputPath = outputPath,
            MaxRunTime = maxRunTime,
            Requirements = requirements ?? [],
            Environment = environment ?? new Dictionary<string, string>(),
            Labels = new Dictionary<string, string>(),
            Settings = new Dictionary<string, string>(),
            Inputs = inputs ?? [],
            Outputs = outputs ?? [],
            Parameters = parameters ?? [],
        };

    public static JobSubmission Job(string shell) => Job(JobCommand.Shell(shell));

    public static InputChannel Input(string name, string? path, MountAccess access = MountAccess.Default) =>
        new(name, path is null ? null : OssUri.FromFilePath(path), ContractPaths.ForInput(name), access);

    public static OutputChannel Output(string name, string? path = null) =>
        new(name, path is null ? null : OssUri.FromFilePath(path), ContractPaths.ForOutput(name));

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
    /// <remarks>Opening a pipe waits for the other side, and cannot be cancelled: hence a thread that is given up when the time is over.</remarks>
    public Task OpenGateAsync() => Task.Run(() => File.WriteAllText(In("gate/go"), "go\n"), Timeout).WaitAsync(Timeout);

    public Task<JobState> SubmitAsync(JobSubmission job)
    {
        Assert.Empty(Backend.Validate(job));
        return Backend.SubmitAsync(job, Timeout);
    }

    public Task<JobState> WaitAsync(string id) => Backend.WaitAsync(id, Timeout);

    /// <summary>The processes that see to a run: its supervisor, and what that has started of itself.</summary>
    public static IReadOnlyList<string> SupervisorsOf(string id) =>
        [.. Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Select(CommandLineOf).Where(c => c.Contains(id, StringComparison.Ordinal) && c.Contains("supervise.sh", StringComparison.Ordinal))];

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
        await foreach (var line in Backend.ReadLogsAsync(id, follow: true, Timeout))
            if (line.Text == text) return;
        Assert.Fail($"The job ended without writing \"{text}\": {await Backend.GetAsync(id, Timeout)}");
    }

    public async Task<JobState> RunAsync(JobSubmission job)
    {
        var state = await SubmitAsync(job);
        return await WaitAsync(state.Id);
    }

    public async Task<string[]> LogAsync(string id, LogStream stream = LogStream.StandardOutput, bool follow = true)
    {
        var lines = new List<string>();
        await foreach (var line in Backend.ReadLogsAsync(id, follow, Timeout))
            if (line.Stream == stream) lines.Add(line.Text);
        return [.. lines];
    }

    /// <summary>Runs a job that must succeed, and returns what it wrote to standard output.</summary>
    public async Task<string[]> OutputOfAsync(JobSubmission job)
    {
        var state = await RunAsync(job);
        Assert.True(state.Status == JobStatus.Succeeded, $"{state.Status} {state.ReasonCode} {string.Join('\n', await LogAsync(state.Id, LogStream.StandardError))}");
        return await LogAsync(state.Id);
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(s_timeout);
        await foreach (var state in Backend.ListAsync(hurry.Token))
        {
            await Backend.StopAsync(state.Id, hurry.Token);
            await Backend.WaitAsync(state.Id, hurry.Token);
        }

        await Backend.DisposeAsync();
        RunDeletion.Delete(_folder.FullName);
        _timeout.Dispose();
    }
}
