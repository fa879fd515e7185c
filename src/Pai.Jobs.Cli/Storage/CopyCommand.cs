using System.CommandLine;
using System.Diagnostics;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Storage;

/// <summary><c>cp</c>: copies between this machine and OSS, and within OSS.</summary>
internal static class CopyCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var source = new Argument<string>("source") { Description = "A path, a location in OSS, or - for standard input." };
        var target = new Argument<string>("target") { Description = "A path, a location in OSS, or - for standard output." };
        var settings = new CopySettings();
        var command = new CliCommand(
            "cp",
            "Copy files to OSS, from OSS, and within OSS.",
            "pai-jobs cp model.bin oss://bucket/models/",
            "pai-jobs cp -r ./data oss://bucket/data/ --include '*.csv' --exclude tmp/",
            "pai-jobs cp -r oss://bucket/data/ ./copy",
            "pai-jobs cp -r oss://bucket/data/ oss://bucket/backup/",
            "pai-jobs cp oss://bucket/log.txt -")
        {
            source, target,
        };
        settings.AddTo(command);
        return command.Does(options, async cli =>
        {
            var (from, to) = (cli.Get(source), cli.Get(target));
            var clock = Stopwatch.StartNew();
            TransferResult result;
            try
            {
                result = await CopyAsync(cli, settings, from, to);
            }
            catch (OperationCanceledException e) when (cli.CancellationToken.IsCancellationRequested)
            {
                // The library's message names what stays for a resume.
                cli.InterruptNote = e.Message;
                throw;
            }

            if (cli.IsJson) CliJson.Write(TransferJson.Of(result));
            else if (cli.Get(settings.DryRun)) WritePlan(result);
            foreach (var left in result.LeftOut) cli.Terminal.WriteWarning($"{left} was left out.");
            cli.Terminal.WriteTalk(Describe(result, clock.Elapsed));
        });
    }

    private static Task<TransferResult> CopyAsync(CliContext cli, CopySettings settings, string from, string to)
    {
        var isRecursive = cli.Get(settings.Recursive);
        if ((from == "-" || to == "-") && isRecursive)
            throw new UsageException("Standard input and output are one file: leave --recursive out.");
        return (OssLocation.Is(from), OssLocation.Is(to)) switch
        {
            (true, true) => WithinAsync(cli, settings, Source(from), Target(to)),
            (true, false) when to == "-" => ToOutputAsync(cli, settings, OssLocation.Parse(from)),
            (true, false) => TransferBar.RunAsync(cli, progress => cli.Session.Storage.DownloadAsync(
                Source(from), to, settings.Download(cli, progress), cli.CancellationToken)),
            (false, true) when from == "-" => FromInputAsync(cli, settings, OssLocation.Parse(to)),
            (false, true) => UploadAsync(cli, settings, from, Target(to)),
            _ => throw new UsageException($"Neither \"{from}\" nor \"{to}\" is a location in OSS, oss://bucket/key."),
        };

        OssUri Source(string value) => OssLocation.Parse(value, isRecursive, "cp");

        // A single file may go to a prefix, and gets its name there.
        OssUri Target(string value)
        {
            if (isRecursive) return OssLocation.Parse(value, true, "cp");
            var location = OssLocation.Parse(value);
            // The library has no prefix without a name; in a bucket itself the file gets its name here.
            var name = from.TrimEnd('/').Split('/')[^1];
            var keepsName = location.Key.Length == 0 && from != "-" && !cli.Get(settings.Archive);
            return keepsName ? OssLocation.Parse(OssLocation.Of(location, name)) : location;
        }
    }

    private static Task<TransferResult> UploadAsync(CliContext cli, CopySettings settings, string from, OssUri to)
    {
        var isRecursive = cli.Get(settings.Recursive);
        var isArchive = cli.Get(settings.Archive);
        if (Directory.Exists(from) && !isRecursive && !isArchive)
        {
            throw new UsageException(
                $"{from} is a folder. cp --recursive takes all files in it, cp --archive packs it into one object.");
        }

        if (isRecursive && File.Exists(from)) throw new UsageException($"{from} is a file. Leave --recursive out.");
        return TransferBar.RunAsync(
            cli, progress => cli.Session.Storage.UploadAsync(from, to, settings.Upload(cli, progress), cli.CancellationToken));
    }

    private static Task<TransferResult> WithinAsync(CliContext cli, CopySettings settings, OssUri from, OssUri to) =>
        TransferBar.RunAsync(
            cli, progress => cli.Session.Storage.CopyAsync(from, to, settings.Copy(cli, progress), cli.CancellationToken));

    private static async Task<TransferResult> FromInputAsync(CliContext cli, CopySettings settings, OssUri to)
    {
        await using var input = Console.OpenStandardInput();
        return await TransferBar.RunAsync(
            cli, progress => cli.Session.Storage.UploadAsync(input, to, settings.Upload(cli, progress), cli.CancellationToken));
    }

    private static async Task<TransferResult> ToOutputAsync(CliContext cli, CopySettings settings, OssUri from)
    {
        if (cli.IsJson) throw new UsageException("Standard output cannot have both the object and JSON.");
        await using var output = Console.OpenStandardOutput();
        return await TransferBar.RunAsync(
            cli, progress => cli.Session.Storage.DownloadAsync(from, output, settings.Download(cli, progress), cli.CancellationToken));
    }

    private static void WritePlan(TransferResult result)
    {
        foreach (var file in result.Files)
            CliTerminal.WriteData($"{(file.Action == TransferAction.Planned ? "copy" : "same")}  {Printable.Of(file.Name)}");
    }

    private static string Describe(TransferResult result, TimeSpan time)
    {
        var planned = result.Files.Count(f => f.Action == TransferAction.Planned);
        if (planned > 0) return $"{Count(planned)} would be copied, {Amounts.Bytes(result.Files.Sum(f => f.Size))}.";
        var moved = result.Files.Count(f => f.Action == TransferAction.Transferred);
        var same = result.Files.Count(f => f.Action == TransferAction.Identical);
        var speed = time.TotalSeconds >= 1 ? $", {Amounts.Bytes(result.BytesMoved / time.TotalSeconds)}/s" : "";
        return $"{Count(moved)} copied, {Amounts.Bytes(result.BytesMoved)} in {Amounts.Time(time)}{speed}."
            + (same > 0 ? $" {Count(same)} there already." : "");
    }

    private static string Count(int files) => files == 1 ? "1 file" : $"{files} files";
}
