using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>The signature of one request: an upload of a part, which is what most requests of a large transfer are.</summary>
internal static class Signing
{
    private const int Count = 100_000;
    private const int Rounds = 15;

    public static void Measure()
    {
        var bucket = new OssBucketAddress("bucket", OssEndpoint.Parse("oss-cn-hangzhou.aliyuncs.com"));
        var request = new OssRequest(HttpMethod.Put, bucket, "data/2026/part-00001.parquet")
            .Query("partNumber", "17").Query("uploadId", "0004B9894A22E5B1888A1E29F8236E2D")
            .Header("content-type", "application/octet-stream");
        var key = new PaiAccessKey("LTAI0123456789", "0123456789abcdefghijklmnopqrst", new string('t', 600));
        var (signer, now) = (new OssSigner(), new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
        var times = new List<double>();
        var bytes = 0L;
        for (var round = -5; round < Rounds; round++)
        {
            var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            for (var i = 0; i < Count; i++) signer.Sign(request, key, now);
            var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Count;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Count;
            if (round >= 0) times.Add(time);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"signing: {Spread.Of(times).ToString("0.00")} µs, {bytes} bytes allocated (median of {Rounds} times {Count} requests)"));
    }
}
