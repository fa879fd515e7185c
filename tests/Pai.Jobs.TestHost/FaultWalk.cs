namespace Pai.Jobs.TestHost;

/// <summary>Makes every call of a session that touches this machine, one after the other, whatever each of them throws.</summary>
public static class FaultWalk
{
    /// <param name="options">How jobs run.</param>
    /// <param name="source">The source.</param>
    /// <param name="input">An input.</param>
    /// <param name="output">An output.</param>
    /// <param name="jobId">A run to look at; null for the one that is submitted, if it can be.</param>
    /// <returns>The calls, each with what it threw.</returns>
    public static async Task<IReadOnlyList<(string Call, Exception? Error)>> RunAsync(
        LocalBackendOptions options, string source, string input, string output, string? jobId = null)
    {
        var calls = new List<(string, Exception?)>();
        PaiSession? session = null;
        await TryAsync("open", () => Task.FromResult(session = PaiSession.Local(options)));
        if (session is null) return calls;
        await using (session)
        {
            var backend = session.Backend;
            var channel = new JobOutput("out", LocalPath.Parse(output));
            var job = new JobSubmission
            {
                RecordName = "Acme.Walked",
                JobName = "walked_1",
                Command = JobCommand.Shell("true"),
                InstanceType = "local",
                SourcePath = source,
                Inputs = [new() { Name = "in", Location = LocalPath.Parse(input), MountPath = "/ml/input/data/in/" }],
                Outputs = [new() { Name = "out", Location = LocalPath.Parse(output), MountPath = "/ml/output/out/" }],
            };
            PreparedJob? prepared = null;
            await TryAsync("prepare", async () => prepared = await backend.PrepareAsync(job, default));
            if (prepared is not null)
            {
                await TryAsync("submit", async () =>
                {
                    var info = await backend.SubmitAsync(prepared);
                    jobId ??= info.Id;
                    return info;
                });
                await TryAsync("find", () => session.AttachAsync(prepared.Marker.ToString()));
            }

            var id = jobId ?? "local-20200101000000-abcdefgh";
            JobRun? run = null;
            await TryAsync("attach", async () => run = await session.AttachAsync(id));
            if (run is not null)
            {
                await TryAsync("refresh", () => run.RefreshAsync());
                await TryAsync("wait", () => run.WaitAsync());
            }

            await TryAsync("list", () => CountAsync(session.ListJobsAsync()));
            await TryAsync("logs", async () => await CountAsync(backend.ReadLogsAsync(id, new(), default)));
            await TryAsync("tail", async () => await CountAsync(backend.ReadLogsAsync(id, new() { Tail = 5 }, default)));
            await TryAsync("events", async () => await CountAsync(backend.ReadEventsAsync(id, default)));
            await TryAsync("metrics", async () => await CountAsync(backend.ReadMetricsAsync(id, new(), default)));
            await TryAsync("values", () => backend.ReadValuesAsync(id, default));
            await TryAsync("output list", () => CountAsync(channel.ListAsync()));
            await TryAsync("output exists", () => channel.ExistsAsync("a/b"));
            await TryAsync("output open", () => channel.OpenReadAsync("a/b"));
            await TryAsync("output download", () => channel.DownloadAsync(Path.Combine(output, "copy")));
            await TryAsync("archive plan", () => CodeArchive.PlanAsync(source));
            await TryAsync("archive plan, relative", () => CodeArchive.PlanAsync("code"));
            await TryAsync("archive", () => CodeArchive.CreateAsync(source, Path.Combine(output, "code.tar.gz")));
            await TryAsync("stop", async () =>
            {
                await backend.StopAsync(id, default);
                return true;
            });
            await TryAsync("clean up, dry", () => session.CleanUpAsync(new() { DryRun = true, OlderThan = TimeSpan.Zero }));
            await TryAsync("delete", async () =>
            {
                await backend.DeleteAsync(id, default);
                return true;
            });
            await TryAsync("clean up", () => session.CleanUpAsync());
        }

        return calls;

        async Task TryAsync<T>(string call, Func<Task<T>> action)
        {
            try
            {
                await action();
                calls.Add((call, null));
            }
            catch (Exception e)
            {
                calls.Add((call, e));
            }
        }
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items)
    {
        var count = 0;
        await foreach (var _ in items) count++;
        return count;
    }
}
