namespace Pai.Jobs.Tests;

/// <summary>The folders of a job without its processes: what the launch script would have made.</summary>
internal sealed class WorkerFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pai-worker-");

    public WorkerFolder()
    {
        Directory.CreateDirectory(In("config"));
        Directory.CreateDirectory(In("in/corpus"));
        Directory.CreateDirectory(In("out/tokens"));
        Write("in/one/days.csv", "a\nb\n");
        Write("config/job.json", """
            {
              "version": 1, "record": "Acme.Job", "jobName": "job_1",
              "inputs": {
                "corpus": { "uri": "oss://bucket/corpus/", "path": "/ml/input/data/corpus/" },
                "one": { "uri": "oss://bucket/days.csv", "path": "/ml/input/data/one/days.csv" }
              },
              "outputs": { "tokens": { "uri": "oss://bucket/tokens/", "path": "/ml/output/tokens/" } }
            }
            """);
        Environment = new()
        {
            ["PAI_CONFIG_DIR"] = In("config/"),
            ["PAI_INPUT_CORPUS"] = In("in/corpus/"),
            ["PAI_INPUT_ONE"] = In("in/one/days.csv"),
            ["PAI_OUTPUT_TOKENS"] = In("out/tokens/"),
            ["PAI_TRAINING_JOB_ID"] = "dlc1",
        };
    }

    public Dictionary<string, string> Environment { get; }

    public StringWriter Output { get; } = new() { NewLine = "\n" };

    public JobContextOptions Options => new() { Environment = Environment, Output = Output };

    /// <summary>What the job reported, as the submitting side reads it.</summary>
    public IReadOnlyList<JobReport?> Reports =>
        [.. Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => new LogLine { Text = l }.Report)];

    public string In(string path) => Path.Combine(_root.FullName, path);

    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return In(path);
    }

    public JobContext Open() => JobContext.FromEnvironment(Options);

    public void Dispose()
    {
        Output.Dispose();
        _root.Delete(recursive: true);
    }
}
