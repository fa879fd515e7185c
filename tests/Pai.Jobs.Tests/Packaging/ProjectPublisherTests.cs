using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>Projects are published by a <c>dotnet</c> of these tests, a script: what it is told, how often, and how it fails.</summary>
public sealed class ProjectPublisherTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    private string Project => _tree.In("worker/Worker.csproj");

    private string Calls => _tree.In("calls");

    [Fact]
    public async Task A_project_is_published_with_its_runtime_and_its_own_files_are_left_alone()
    {
        var publisher = Publisher($"echo \"$PWD $*\" >> '{Calls}'\n{MakeOutput}");

        var folder = await PublishAsync(publisher);

        var call = Assert.Single(File.ReadAllLines(Calls));
        var start = $"{_tree.In("worker")} publish {Project} --configuration Release --runtime linux-x64 ";
        Assert.StartsWith(start, call, StringComparison.Ordinal);
        Assert.Contains(" --self-contained true ", call, StringComparison.Ordinal);
        Assert.Contains($" --artifacts-path {_tree.In("projects")}/Worker-", call, StringComparison.Ordinal);
        Assert.Contains($" --output {Path.Combine(Path.GetDirectoryName(folder)!, "publish")} ", call, StringComparison.Ordinal);
        Assert.Equal(["Worker"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        Assert.Equal(["Worker.csproj"], Directory.EnumerateFileSystemEntries(_tree.In("worker")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Jobs_of_a_session_share_one_publish_and_another_session_publishes_again()
    {
        var script = $"echo x >> '{Calls}'\n{MakeOutput}";
        var publisher = Publisher(script);

        var folders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PublishAsync(publisher)));

        Assert.Single(folders.Distinct());
        Assert.Single(File.ReadAllLines(Calls));
        Assert.Equal(folders[0], await PublishAsync(Publisher(script)));
        Assert.Equal(2, File.ReadAllLines(Calls).Length);
    }

    [Fact]
    public async Task What_changes_is_in_a_folder_of_its_own_without_files_of_before()
    {
        var first = await PublishAsync(Publisher(MakeOutput + "\n: > \"$out/Old.dll\""));
        var second = await PublishAsync(Publisher(MakeOutput));

        Assert.NotEqual(first, second);
        Assert.Equal(["Old.dll", "Worker"], Directory.EnumerateFiles(first).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["Worker"], Directory.EnumerateFiles(second).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Two_processes_do_not_publish_one_project_at_a_time()
    {
        // The folder cannot be made where another one has it.
        var script = $"mkdir '{_tree.In("busy")}' || exit 9\n{MakeOutput}\nrmdir '{_tree.In("busy")}'";

        // All of them first: each writes the script.
        var publishers = Enumerable.Range(0, 6).Select(_ => Publisher(script)).ToList();
        await Task.WhenAll(publishers.Select(p => PublishAsync(p)));
    }

    [Fact]
    public async Task A_failed_build_shows_its_errors_once_and_is_tried_again()
    {
        var publisher = Publisher(
            $"echo x >> '{Calls}'\n[ $(wc -l < '{Calls}') -gt 1 ] && {{ {MakeOutput}\nexit 0\n}}\n"
            + "echo 'restored'\necho '  Worker.cs(3,1): error CS0103: no x'\necho 'Worker.cs(3,1): error CS0103: no x' >&2\nexit 1");

        var e = await Assert.ThrowsAsync<JobException>(() => PublishAsync(publisher));

        Assert.Equal(
            $"{Project} cannot be published; dotnet publish ended with exit code 1:\nWorker.cs(3,1): error CS0103: no x\n"
            + $"Correct this; to see all of its output, run: dotnet publish \"{Project}\" --runtime linux-x64 --self-contained",
            e.Message);
        Assert.True(File.Exists(Path.Combine(await PublishAsync(publisher), "Worker")));
    }

    [Fact]
    public async Task A_machine_without_the_SDK_is_told_what_to_install()
    {
        var none = new ProjectPublisher(() => _tree.In("projects"), () => _tree.In("no-dotnet"));
        AddProject();
        var runtimeOnly = Publisher("echo 'No .NET SDKs were found.' >&2\nexit 145");

        var messages = new[]
        {
            (await Assert.ThrowsAsync<JobException>(() => PublishAsync(none))).Message,
            (await Assert.ThrowsAsync<JobException>(() => PublishAsync(runtimeOnly))).Message,
        };

        Assert.All(messages, m => Assert.Contains("Install the .NET SDK", m, StringComparison.Ordinal));
        Assert.Contains("and no SDK", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_the_build_with_its_children()
    {
        using var cancel = new CancellationTokenSource();
        // A pipe is opened when both sides are there: the build and its child run then.
        var pipe = _tree.In("pipe");
        using (var make = Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        var publisher = Publisher($"sleep 600 &\necho $$ $! > '{pipe}'\nwait");

        var publishing = PublishAsync(publisher, cancel.Token);
        var processes = (await Task.Run(() => File.ReadAllText(pipe))).Split(' ').Select(int.Parse).ToList();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        foreach (var id in processes) Assert.True(await IsGoneAsync(id), $"process {id} is left");
    }

    [Fact]
    public async Task A_job_runs_what_was_published_and_its_plan_says_so()
    {
        Publisher($"echo x >> '{Calls}'\n{MakeOutput}");
        await using var session = CreateSession();
        var job = CreateJob();
        using var log = new StringWriter();

        var plan = await job.PlanAsync(session);
        var first = await job.SubmitAsync(session, new() { SubmitKey = "k" });
        var again = await job.SubmitAsync(session, new() { SubmitKey = "k" });
        await job.RunAsync(session, new() { LogWriter = log });

        Assert.Empty(plan.Problems);
        Assert.Equal(Project, plan.Submission.ProjectPath);
        Assert.Contains($"project       {Project}\n", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\"sourceProject\": \"{Project}\"", plan.ToJson(), StringComparison.Ordinal);
        Assert.Contains("published and run", log.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.Id, again.Id);
        Assert.Single(File.ReadAllLines(Calls));
        await first.WaitAsync();
    }

    [Fact]
    public async Task A_project_that_cannot_be_published_is_a_problem_beside_the_others()
    {
        Publisher("exit 3");
        await using var session = CreateSession();
        var job = CreateJob();

        var plan = await job.PlanAsync(session, new() { JobName = "a b" });

        Assert.Equal(2, plan.Problems.Count);
        Assert.Contains(plan.Problems, p => p.Subject == "SourceProject" && p.Message.Contains("exit code 3", StringComparison.Ordinal));
    }

    private PaiSession CreateSession()
    {
        var builder = PaiSession.CreateBuilder();
        builder.Environment = name => name switch
        {
            "DOTNET_HOST_PATH" => _tree.In("dotnet"),
            "XDG_STATE_HOME" => _tree.In("state"),
            _ => Environment.GetEnvironmentVariable(name),
        };
        return builder.UseLocal(new() { RunsDirectory = _tree.In("runs") }).Build();
    }

    private JobFile CreateJob() => JobFile.Parse(
        """
        { "version": 1, "record": "Acme.Job", "baseJobName": "job", "command": { "exec": ["./Worker"] }, "sourceProject": "worker",
          "instanceType": "local" }
        """,
        _tree.Root);

    /// <summary>Finds the folder behind <c>--output</c>, and makes a program in it.</summary>
    private const string MakeOutput = """
        while [ $# -gt 0 ]; do [ "$1" = --output ] && out=$2; shift; done
        mkdir -p "$out" && printf '#!/bin/sh\necho published and run\n' > "$out/Worker"
        """;

    private ProjectPublisher Publisher(string script)
    {
        AddProject();
        var dotnet = _tree.In("dotnet");
        if (!OperatingSystem.IsWindows())
        {
            File.WriteAllText(dotnet, "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new(() => _tree.In("projects"), () => dotnet);
    }

    private void AddProject()
    {
        if (!File.Exists(Project)) _tree.Add("worker/Worker.csproj");
    }

    private Task<string> PublishAsync(ProjectPublisher publisher, CancellationToken cancellationToken = default) =>
        publisher.PublishAsync(Project, () => { }, cancellationToken);

    /// <summary>True when the process has ended; one that is left is killed.</summary>
    private static async Task<bool> IsGoneAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                return false;
            }
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
