namespace Pai.Jobs.Tests;

/// <summary>A local backend with a runs directory of its own, deleted at the end.</summary>
internal sealed class LocalHarness : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-local-");

    public LocalHarness(LocalIsolation isolation = LocalIsolation.Auto, Action<LocalBackendOptions>? configure = null)
    {
        var options = new LocalBackendOptions { RunsDirectory = In("runs"), Isolation = isolation, GracePeriod = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        Backend = new(options);
    }

    public LocalBackend Backend { get; }

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
        string? image = null) => new()
        {
            RecordName = "Acme.Job",
            JobName = "job_1",
            Command = command,
            SourcePath = source,
            Image = image,
            InstanceType = "local",
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

    public Task<JobState> SubmitAsync(JobSubmission job) => Backend.SubmitAsync(job, default);

    public async Task<JobState> RunAsync(JobSubmission job)
    {
        var state = await SubmitAsync(job);
        return await Backend.WaitAsync(state.Id, default);
    }

    public async Task<string[]> LogAsync(string id, LogStream stream = LogStream.StandardOutput, bool follow = true)
    {
        var lines = new List<string>();
        await foreach (var line in Backend.ReadLogsAsync(id, follow, default))
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
        await foreach (var state in Backend.ListAsync(default))
        {
            await Backend.StopAsync(state.Id, default);
            await Backend.WaitAsync(state.Id, default);
        }

        await Backend.DisposeAsync();
        RunDeletion.Delete(_folder.FullName);
    }
}
