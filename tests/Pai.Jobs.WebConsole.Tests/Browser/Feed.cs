namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>The two files that steer a <see cref="FeedJob"/>.</summary>
internal sealed class Feed : IAsyncDisposable
{
    private readonly ConsoleHome _home;
    private readonly string _feed;
    private readonly string _hold;
    private JobRun? _run;

    public Feed(ConsoleHome home)
    {
        _home = home;
        _feed = Path.Combine(home.Folder, Path.GetRandomFileName());
        _hold = Path.Combine(home.Folder, Path.GetRandomFileName());
        File.WriteAllText(_feed, "");
        File.WriteAllText(_hold, "");
    }

    public IReadOnlyDictionary<string, EnvironmentValue?> Variables =>
        new Dictionary<string, EnvironmentValue?> { ["FEED"] = _feed, ["HOLD"] = _hold };

    public JobRun Run => _run ?? throw new InvalidOperationException("The job has not started.");

    public Feed For(JobRun run)
    {
        _run = run;
        return this;
    }

    /// <summary>Lets the job write lines.</summary>
    public void Write(params IEnumerable<string> lines) => WriteText(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Lets the job write a text as it is.</summary>
    public void WriteText(string text) => File.AppendAllText(_feed, text);

    /// <summary>Lets the job end.</summary>
    public void End() => File.Delete(_hold);

    public async ValueTask DisposeAsync()
    {
        End();
        if (_run is not null) await _run.WaitAsync(_home.Timeout);
    }
}
