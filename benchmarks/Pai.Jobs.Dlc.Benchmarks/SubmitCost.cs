using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>The client's own cost of one CreateJob: serialize, sign, hand to a handler that answers at once, parse.</summary>
internal static class SubmitCost
{
    private const int Rounds = 15;
    private const int Calls = 2_000;

    private static readonly string[] s_mounts = ["input/config", "input/data/corpus", "output/model", "output/metrics"];

    public static async Task MeasureAsync()
    {
        var job = Body();
        var size = JsonSerializer.SerializeToUtf8Bytes(job, DlcJson.Lenient.DlcCreateJob).Length;
        using var handler = new Answering();
        using var client = new DlcClient(
            PaiCredentials.FromAccessKey(new("benchmark-key", "benchmark-secret")),
            ApiEndpoint.OfRegion(ApiService.Dlc, "cn-hangzhou"),
            new() { Handler = handler });
        for (var i = 0; i < Calls; i++) await client.CreateJobAsync(job);

        var (times, bytes) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls; i++) await client.CreateJobAsync(job);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Calls);
            bytes.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / Calls);
        }

        times.Sort();
        bytes.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"CreateJob with a body of {size} bytes: {times[Rounds / 2]:0.0} µs ({times[0]:0.0}–{times[^1]:0.0}), "
            + $"{bytes[Rounds / 2] / 1024:0.0} KiB allocated, of which the body is {size / 1024.0:0.0} KiB."));
    }

    private static DlcCreateJob Body() => new()
    {
        DisplayName = "train_20261127_120000_k3x9a2",
        JobType = "PyTorchJob",
        WorkspaceId = "123456",
        UserCommand = "sh /ml/input/config/launch.sh /ml/input/config",
        JobSpecs =
        [
            new() { Type = "Worker", PodCount = 1, Image = "registry.cn-hangzhou.aliyuncs.com/acme/train:1", EcsSpec = "ecs.g7.xlarge" },
        ],
        DataSources =
        [
            .. s_mounts.Select(path => new DlcDataSource
            {
                Uri = $"oss://bucket.oss-cn-hangzhou-internal.aliyuncs.com/pai/processing_job/train_k3x9a2bd/{path}/",
                MountPath = $"/ml/{path}/",
                MountAccess = "RW",
            }),
        ],
        Settings = new()
        {
            Tags = new Dictionary<string, string>
            {
                ["pai-jobs-record"] = "Acme.TrainJob",
                ["pai-jobs-marker"] = "k3x9a2bd",
                ["team"] = "nlp",
            },
        },
    };

    private sealed class Answering : HttpMessageHandler
    {
        private static readonly byte[] s_answer = Encoding.UTF8.GetBytes("""{"JobId":"dlc1a2b3c4d5e6f7","RequestId":"0A1B2C3D"}""");

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            return new(HttpStatusCode.OK) { Content = new ByteArrayContent(s_answer) };
        }
    }
}
