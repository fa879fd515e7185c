using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Storage;

/// <summary><c>rm</c>: deletes objects.</summary>
internal static class RemoveCommand
{
    /// <summary>Counting for the question stops here.</summary>
    private const int MaxCounted = 10_000;

    public static CliCommand Create(CliOptions options)
    {
        var locations = OssLocation.Some("Objects; with --recursive prefixes.");
        var recursive = new Option<bool>("--recursive", "-r") { Description = "All objects below a prefix." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var bucket = new Option<bool>("--whole-bucket") { Description = "Accept oss://bucket/, and delete all objects of a bucket." };
        var dryRun = new Option<bool>("--dry-run", "-n") { Description = "Count what would be deleted." };
        return new CliCommand(
            "rm",
            "Delete objects in OSS.",
            "pai-jobs rm oss://bucket/data/old.csv",
            "pai-jobs rm -r oss://bucket/tmp/ --yes")
        {
            locations, recursive, yes, bucket, dryRun,
        }.Does(options, async cli =>
        {
            // All are read before the first is deleted.
            var targets = cli.Get(locations).Select(l => OssLocation.Parse(l, cli.Get(recursive), "rm")).ToList();
            foreach (var target in targets) CheckBucket(target, cli.Get(bucket));
            var removed = new List<RemovalJson>();
            foreach (var target in targets)
            {
                var count = cli.Get(dryRun)
                    ? (await CountAsync(cli, target, int.MaxValue)).Objects
                    : await DeleteAsync(cli, target, cli.Get(yes));
                if (count is null) return ExitCodes.Interrupted;
                removed.Add(new(target.ToString(), count.Value, cli.Get(dryRun)));
                cli.Terminal.WriteTalk($"{target}: {Objects(count.Value)} {(cli.Get(dryRun) ? "would be deleted" : "deleted")}");
            }

            if (cli.IsJson) CliJson.Write<IReadOnlyList<RemovalJson>>(removed);
            return ExitCodes.Success;
        });
    }

    private static void CheckBucket(OssUri target, bool isAllowed)
    {
        if (target.Key.Length == 0 && !isAllowed)
            throw new UsageException($"{target} is a whole bucket. Say --whole-bucket to delete all of its objects.");
    }

    /// <summary>Deletes an object, or after a question a prefix; null if the answer is no.</summary>
    private static async Task<long?> DeleteAsync(CliContext cli, OssUri target, bool isSure)
    {
        var storage = cli.Session.Storage;
        if (!target.IsDirectory) return await storage.DeleteAsync(target, recursive: false, cli.CancellationToken);
        if (!isSure && !await AskAsync(cli, target)) return null;
        if (target.Key.Length > 0) return await storage.DeleteAsync(target, recursive: true, cli.CancellationToken);
        var count = 0L;
        await foreach (var item in storage.ListAsync(target, recursive: false, cli.CancellationToken))
            count += await storage.DeleteAsync(OssLocation.Parse(OssLocation.Of(target, item.Key)), item.IsPrefix, cli.CancellationToken);
        return count;
    }

    private static async Task<bool> AskAsync(CliContext cli, OssUri target)
    {
        if (!cli.Terminal.IsInteractive)
            throw new UsageException($"{target} is a prefix. Without a terminal to ask in, say --yes to delete all below it.");
        var (objects, size, isMore) = await CountAsync(cli, target, MaxCounted);
        if (objects == 0) return true;
        var what = isMore ? $"more than {Objects(objects!.Value)}" : $"{Objects(objects!.Value)}, {Amounts.Bytes(size)},";
        return await new ConfirmationPrompt(Markup.Escape($"Delete {what} below {target}?")) { DefaultValue = false }
            .ShowAsync(cli.Terminal.Talk, cli.CancellationToken);
    }

    private static async Task<(long? Objects, long Size, bool IsMore)> CountAsync(CliContext cli, OssUri target, int limit)
    {
        var (count, size) = (0L, 0L);
        await foreach (var item in cli.Session.Storage.ListAsync(target, recursive: true, cli.CancellationToken))
        {
            if (count == limit) return (count, size, true);
            count++;
            size += item.Size;
        }

        return (count, size, false);
    }

    private static string Objects(long count) => count == 1 ? "1 object" : $"{count} objects";
}
