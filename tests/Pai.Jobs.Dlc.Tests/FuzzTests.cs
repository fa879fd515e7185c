using System.Net;
using System.Text;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Readers of answers that are damaged at random: each call has a result or a typed error.</summary>
public class FuzzTests
{
    private static readonly string[] s_documents =
    [
        """
        {"Code":"Throttling.User","Message":"Slow down.","RequestId":"R","HostId":"h","AccessDeniedDetail":{"AuthAction":"a:B"}}
        """,
        """
        {"JobId":"dlc1","Status":"Running","Duration":12,"Envs":{"A":"1"},"Settings":{"Tags":{"k":"v"},"EnableRDMA":true},
        "JobSpecs":[{"Type":"Worker","PodCount":2,"SpotSpec":{"SpotDiscountLimit":0.8},"ServiceSpec":{"ExtraPorts":[1,2]}}],
        "UserVpc":{"ExtendedCidrs":["10.0.0.0/8"]},"JobReplicaStatuses":[{"Type":"Worker","Active":1}],"RoleSystemEnvs":{"W":{"R":0}},
        "Pods":[{"PodId":"p","Duration":1.5,"PodIps":[{"Ip":"1"}],"HistoryPods":[{"PodId":"p"}]}],"Future":{"x":[1,"two",null]}}
        """,
        """{"Jobs":[{"JobId":"a","RequestCPU":8,"IsDeleted":false},{"JobId":"b","Pods":[]}],"TotalCount":2,"RequestId":"R"}""",
        """{"Events":["2026-01-15 08:00:00 é","\u4e2d\ud83d\ude00"],"Logs":["a","b"],"PodId":"p","PodUid":"u"}""",
        """{"PodMetrics":[{"PodId":"p","Metrics":[{"Time":1768464000000,"Value":0.25}]}],"WebTerminalUrl":"wss://x"}""",
        """{"EcsSpecs":[{"InstanceType":"i","Cpu":4,"IsAvailable":true,"PaymentTypes":["Spot"],"GpuMemory":1}],"TotalCount":1}""",
        """{"Images":[{"ImageId":"i","Size":12,"Labels":[{"Key":"k","Value":"v"}]}],"TotalCount":1}""",
        """{"Workspaces":[{"WorkspaceId":"1","IsDefault":true,"AdminNames":["a"],"ExtraInfos":{"T":1}}],"TotalCount":1}""",
        """{"Configs":[{"ConfigKey":"modelExportPath","ConfigValue":"oss://bucket.aliyuncs.com/p?endpoint=e"}],"TotalCount":1}""",
        """{"Datasets":[{"DatasetId":"d","LatestVersion":{"DataSize":1},"SharedFrom":{"a":1}}],"TotalCount":1}""",
    ];

    private static readonly (string Name, string Value)[] s_headers =
    [
        ("x-acs-request-id", "2B0D2A1A-0E7B-5D5A-9F0B-1C1D1E1F2021"), ("Date", "Thu, 15 Jan 2026 08:00:00 GMT"),
        ("x-acs-retry-after", "1000"), ("Content-Type", "application/json"), ("x-acs-trace-id", "t"),
    ];

    [Fact]
    public Task Damaged_answers_give_results_or_typed_errors() => RunAsync(seed: 13, rounds: 100);

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public Task Many_damaged_answers_give_results_or_typed_errors() => RunAsync(seed: 1300, rounds: 10_000);

    private static async Task RunAsync(int seed, int rounds)
    {
        var random = new Random(seed);
        using var harness = new ApiHarness(o => o with { MaxAttempts = 2, MaxRetryDelay = TimeSpan.Zero });
        var (answers, results, errors) = (0, 0, 0);

        // A list whose pages lead on for ever is the service's; here it ends.
        harness.Handler.Otherwise = s =>
            ++answers > 20 ? Answers.Error(HttpStatusCode.Forbidden, "Forbidden.RAM") : Damaged(random);
        for (var i = 0; i < rounds; i++)
        {
            foreach (var operation in Operations(harness))
            {
                answers = 0;
                harness.Handler.Sent.Clear();
                try
                {
                    await operation().WaitAsync(TimeSpan.FromSeconds(30));
                    results++;
                }
                catch (Exception e) when (e is PaiServiceException or ApiInDoubtException)
                {
                    errors++;
                    Assert.NotEmpty(e.Message);
                    Assert.DoesNotContain(e.Message, c => char.IsControl(c));
                }
            }
        }

        Assert.True(results > rounds && errors > rounds, $"{results} results, {errors} errors");
    }

    private static IEnumerable<Func<Task>> Operations(ApiHarness harness)
    {
        var (dlc, workspace) = (harness.Dlc, harness.Workspace);
        yield return () => dlc.CreateJobAsync(ApiHarness.Job());
        yield return () => dlc.GetJobAsync("dlc1");
        yield return () => EnumerateAsync(dlc.ListJobsAsync(new()));
        yield return () => dlc.StopJobAsync("dlc1");
        yield return () => dlc.DeleteJobAsync("dlc1");
        yield return () => dlc.UpdateJobAsync("dlc1", new());
        yield return () => dlc.GetJobEventsAsync("dlc1");
        yield return () => dlc.GetPodEventsAsync("dlc1", "p");
        yield return () => dlc.GetPodLogsAsync("dlc1", "p");
        yield return () => dlc.GetJobMetricsAsync("dlc1", "CpuCoreUsage", ApiHarness.Start);
        yield return () => dlc.GetWebTerminalAsync("dlc1", "p");
        yield return () => EnumerateAsync(dlc.ListEcsSpecsAsync());
        yield return () => dlc.TagResourcesAsync("cn-hangzhou", ["dlc1"], new Dictionary<string, string> { ["k"] = "v" });
        yield return () => EnumerateAsync(workspace.ListImagesAsync());
        yield return () => workspace.GetImageAsync("i");
        yield return () => EnumerateAsync(workspace.ListWorkspacesAsync());
        yield return () => workspace.GetWorkspaceAsync("1");
        yield return () => workspace.GetDefaultStorageAsync("1");
        yield return () => EnumerateAsync(workspace.ListDatasetsAsync());
        yield return () => workspace.GetDatasetAsync("d");
    }

    private static async Task EnumerateAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var item in items) Assert.NotNull(item);
    }

    private static HttpResponseMessage Damaged(Random random)
    {
        int[] statuses = [200, 200, 204, random.Next(200, 600)];
        var status = (HttpStatusCode)statuses[random.Next(statuses.Length)];
        var body = Damage(random, Encoding.UTF8.GetBytes(s_documents[random.Next(s_documents.Length)]), random.Next(4));
        var headers = s_headers.Where(_ => random.Next(3) > 0)
            .Select(h => (h.Name, Line(Damage(random, Encoding.UTF8.GetBytes(h.Value), random.Next(3)))));
        return Answers.Bytes(status, body, [.. headers]);
    }

    private static string Line(byte[] bytes) => Encoding.Latin1.GetString([.. bytes.Where(b => b is not ((byte)'\r' or (byte)'\n'))]);

    private static byte[] Damage(Random random, byte[] bytes, int times)
    {
        string[] values = ["null", "[]", "{}", "\"\"", "-1", "1e999", "99999999999999999999", "true", "\"\\ud800\"", "[[", "{\"a\":"];
        for (; times > 0 && bytes.Length > 0; times--)
        {
            var (at, length) = (random.Next(bytes.Length), random.Next(1, 20));
            var end = Math.Min(bytes.Length, at + length);
            bytes = random.Next(6) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], .. bytes[end..]],
                2 => [.. bytes[..end], .. bytes[at..]],
                3 => bytes[..at],
                _ => ReplaceValue(bytes, random, Encoding.UTF8.GetBytes(values[random.Next(values.Length)])),
            };
        }

        return bytes;
    }

    /// <summary>Puts another value after one of the colons.</summary>
    private static byte[] ReplaceValue(byte[] bytes, Random random, byte[] value)
    {
        var colons = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] == ':').ToArray();
        if (colons.Length == 0) return bytes;
        var start = colons[random.Next(colons.Length)] + 1;
        var end = start;
        while (end < bytes.Length && bytes[end] is not ((byte)',' or (byte)'}' or (byte)']')) end++;
        return [.. bytes[..start], .. value, .. bytes[end..]];
    }
}
