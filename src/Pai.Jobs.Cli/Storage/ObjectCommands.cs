using System.CommandLine;
using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Storage;

/// <summary><c>cat</c>.</summary>
internal static class CatCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var locations = OssLocation.Some("Objects.");
        return new CliCommand("cat", "Write objects to standard output.", "pai-jobs cat oss://bucket/logs/run.txt") { locations }
            .Does(options, async cli =>
            {
                if (cli.IsJson) throw new UsageException("cat writes the bytes of objects, and has no JSON.");
                var objects = cli.Get(locations).Select(OssLocation.Parse).ToList();
                await using var output = OutputPipe.Open();
                foreach (var item in objects) await cli.Session.Storage.DownloadAsync(item, output, null, cli.CancellationToken);
            });
    }
}

/// <summary><c>stat</c>.</summary>
internal static class StatCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var location = OssLocation.One("An object.");
        return new CliCommand("stat", "Show size, time, checksum and metadata of an object.", "pai-jobs stat oss://bucket/model.bin")
        {
            location,
        }.Does(options, async cli =>
        {
            var at = OssLocation.Parse(cli.Get(location));
            var item = ObjectJson.Of(at, await cli.Session.Storage.GetInfoAsync(at, cli.CancellationToken));
            if (cli.IsJson)
            {
                CliJson.Write(item);
                return;
            }

            Write("location", item.Location);
            Write("size", string.Create(CultureInfo.InvariantCulture, $"{item.Size} ({Amounts.Bytes(item.Size)})"));
            Write("last modified", item.LastModified?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            Write("etag", item.ETag);
            Write("crc64", item.Crc64);
            Write("content type", item.ContentType);
            Write("storage class", item.StorageClass);
            foreach (var (name, value) in item.Metadata ?? new Dictionary<string, string>()) Write("x-oss-meta-" + name, value);
        });
    }

    private static void Write(string name, string? value)
    {
        if (value is not null) CliTerminal.WriteData($"{name,-14}  {Printable.Of(value)}");
    }
}

/// <summary><c>sign</c>.</summary>
internal static class SignCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var location = OssLocation.One("An object.");
        var lifetime = new Option<string>("--expires")
        {
            Description = "How long it works: 1s to 7d.",
            HelpName = "time",
            DefaultValueFactory = _ => "1h",
        };
        var put = new Option<bool>("--put") { Description = "An address to write the object with PUT, instead of reading it." };
        return new CliCommand(
            "sign",
            "Print an address that reads or writes an object without an access key. Everyone who has it can use it.",
            "pai-jobs sign oss://bucket/model.bin --expires 24h")
        {
            location, lifetime, put,
        }.Does(options, async cli =>
        {
            var at = OssLocation.Parse(cli.Get(location));
            var time = TimeText.Duration(cli.Get(lifetime), lifetime.Name);
            if (time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromDays(7))
                throw new UsageException($"{cli.Get(lifetime)} (--expires) is not from 1 second to 7 days.");
            var storage = cli.Session.Storage;
            var expires = cli.Session.TimeProvider.GetUtcNow() + time;
            var url = cli.Get(put)
                ? await storage.GetPresignedUploadUriAsync(at, time, cli.CancellationToken)
                : await storage.GetPresignedDownloadUriAsync(at, time, cli.CancellationToken);
            if (cli.IsJson) CliJson.Write(new SignedJson(url, cli.Get(put) ? "PUT" : "GET", expires));
            else CliTerminal.WriteData(url.AbsoluteUri);
        });
    }
}
