namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A job that writes what a test puts into a file, until the test deletes another one.</summary>
[ProcessingJob(
    """
    tail -n +1 -f "$FEED" & tail=$!
    while [ -e "$HOLD" ]; do sleep 0.05; done
    kill $tail; wait $tail 2>/dev/null
    exit 0
    """,
    InstanceType = "local",
    BaseJobName = "feed")]
internal sealed partial record FeedJob
{
    /// <summary>Starts it. Dispose what is returned to let it end.</summary>
    public async Task<Feed> StartAsync(ConsoleHome home)
    {
        var feed = new Feed(home);
        var run = await this.SubmitAsync(home.Session, new() { Environment = feed.Variables }, home.Timeout);
        return feed.For(run);
    }
}
