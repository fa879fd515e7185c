using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class BodyTests
{
    private static readonly byte[] s_data = ClientHarness.Data(900_000);

    [Theory]
    [InlineData(1)]
    [InlineData(262_143)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    [InlineData(600_000)]
    [InlineData(900_000)]
    [InlineData(2_000_000)]
    public async Task A_stream_that_cannot_go_back_is_buffered_part_by_part(int partLength)
    {
        using var stream = new OneWay(s_data);
        var read = new MemoryStream();
        while (true)
        {
            if (partLength == 1 && read.Length == 100) return;
            using var body = await OssBody.BufferAsync(stream, partLength, default);
            if (body.Length == 0) break;
            var (first, second) = (await ReadAsync(body, 1000), await ReadAsync(body, 100_000));
            Assert.Equal(first, second);
            Assert.Equal(Math.Min(partLength, s_data.Length - (int)read.Length), first.Length);
            read.Write(first);
        }

        Assert.Equal(s_data, read.ToArray());
    }

    [Fact]
    public async Task A_range_of_a_file_or_a_stream_is_read_any_number_of_times()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, s_data);
            using var file = File.OpenHandle(path);
            using var stream = new MemoryStream(s_data);
            OssBody[] bodies =
            [
                OssBody.FromFile(file, 12_345, 300_000), OssBody.FromStream(stream, 12_345, 300_000),
                OssBody.FromMemory(s_data.AsMemory(12_345, 300_000)),
            ];
            foreach (var body in bodies)
            {
                Assert.Equal(300_000, body.Length);
                for (var i = 0; i < 2; i++) Assert.Equal(s_data[12_345..312_345], await ReadAsync(body, 70_000));
                Assert.Equal(0, await body.ReadAsync(300_000, new byte[10], default));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<byte[]> ReadAsync(OssBody body, int bufferLength)
    {
        var (read, buffer) = (new MemoryStream(), new byte[bufferLength]);
        while (await body.ReadAsync(read.Length, buffer, default) is var count and > 0) read.Write(buffer, 0, count);
        return read.ToArray();
    }

    /// <summary>Gives a few bytes at a time, and cannot seek.</summary>
    private sealed class OneWay(byte[] data) : MemoryStream(data)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 77_777)], cancellationToken);
    }
}
