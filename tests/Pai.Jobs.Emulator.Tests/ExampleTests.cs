using System.Net;
using Pai.Jobs.Emulator;

namespace Acme;

public class ExampleTests
{
    [Fact]
    public async Task A_download_is_tried_again()
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { Buckets = { "acme" } });
        emulator.Bucket("acme").IsPublic = true;
        emulator.Bucket("acme").Put("corpus/1.txt", "one two three"u8.ToArray());
        var broken = emulator.Faults.Add(Fault.ServiceUnavailable(), EmulatedOperation.GetObject, count: 1);

        using var http = new HttpClient(emulator.CreateHandler());
        var text = await Downloads.ReadAsync(http, new("http://acme.oss-cn-hangzhou.aliyuncs.com/corpus/1.txt"));

        Assert.Equal("one two three", text);
        Assert.Equal(1, broken.Hits);
        Assert.Equal([503, 200], emulator.Requests.Select(request => request.Status));
    }
}

/// <summary>The code to test.</summary>
public static class Downloads
{
    public static async Task<string> ReadAsync(HttpClient http, Uri uri)
    {
        try
        {
            return await http.GetStringAsync(uri);
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return await http.GetStringAsync(uri);
        }
    }
}
