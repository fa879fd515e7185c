using System.CommandLine;
using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Storage;

/// <summary><c>ls</c>: lists objects.</summary>
internal static class ListCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var location = new Argument<string?>("location")
        {
            Description = "A prefix, an object or a bucket. Default: the bucket of the settings.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "All levels; otherwise a deeper one is one line." };
        var bytes = new Option<bool>("--bytes") { Description = "Sizes as numbers of bytes." };
        var limit = new Option<int?>("--limit") { Description = "List so many at most.", HelpName = "count" };
        return new CliCommand(
            "ls", "List objects in OSS.", "pai-jobs ls oss://bucket/data/", "pai-jobs ls -r oss://bucket/ --output json")
        {
            location, recursive, bytes, limit,
        }.Does(options, async cli =>
        {
            if (cli.Get(limit) < 1) throw new UsageException("--limit is a number from 1 up.");
            var at = OssLocation.Parse(cli.Get(location) ?? DefaultOf(cli));
            var (items, count, size, isCut) = (new List<ObjectJson>(), 0, 0L, false);
            await foreach (var item in cli.Session.Storage.ListAsync(at, cli.Get(recursive), cli.CancellationToken))
            {
                if (count == cli.Get(limit))
                {
                    isCut = true;
                    break;
                }

                count++;
                size += item.Size;
                if (cli.IsJson) items.Add(ObjectJson.Of(at, item));
                else CliTerminal.WriteData(LineOf(at, item, cli.Get(bytes)));
            }

            if (count == 0 && !at.IsDirectory) throw await NotFoundAsync(cli, at);
            if (cli.IsJson) CliJson.Write<IReadOnlyList<ObjectJson>>(items);
            var more = isCut ? "; there are more" : "";
            cli.Terminal.WriteTalk($"{count} {(count == 1 ? "entry" : "entries")}, {Amounts.Bytes(size)}{more}.");
        });
    }

    private static string DefaultOf(CliContext cli) => cli.Session.Settings.Bucket is { } bucket
        ? $"oss://{bucket.Value}/"
        : throw new UsageException("No location is given, and the settings have no bucket. Write oss://bucket/.");

    private static string LineOf(OssUri at, OssObject item, bool inBytes)
    {
        var time = item.LastModified is { } t ? t.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";
        var size = item.IsPrefix ? "" : inBytes ? item.Size.ToString(CultureInfo.InvariantCulture) : Amounts.Bytes(item.Size);
        return $"{time,-20}  {size,12}  {Printable.Of(OssLocation.Of(at, item.Key))}";
    }

    private static async Task<OssException> NotFoundAsync(CliContext cli, OssUri at)
    {
        var isPrefix = await cli.Session.Storage.ExistsAsync(OssLocation.Parse(at + "/"), cli.CancellationToken);
        return new($"There is no object {at}." + (isPrefix ? $" {at}/ is a prefix: write the slash." : ""));
    }
}
