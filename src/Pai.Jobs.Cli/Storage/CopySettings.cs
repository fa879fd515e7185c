using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Storage;

/// <summary>The options of <c>cp</c>, and what they are to the library.</summary>
internal sealed class CopySettings
{
    public Option<bool> Recursive { get; } = new("--recursive", "-r")
    {
        Description = "All files of a folder, all objects below a prefix.",
    };

    public Option<bool> DryRun { get; } = new("--dry-run", "-n") { Description = "List what would be copied." };

    public Option<bool> Archive { get; } = new("--archive") { Description = "Pack a folder into one .tar.gz while it is uploaded." };

    private Option<bool> Extract { get; } = new("--extract") { Description = "Unpack a .tar.gz into the target while it is downloaded." };

    private Option<string[]> Include { get; } = new("--include")
    {
        Description = "Take these files only: *.csv in any folder, logs/*.txt from the top, logs/ for all below it.",
        HelpName = "pattern",
    };

    private Option<string[]> Exclude { get; } = new("--exclude")
    {
        Description = "Leave these files out; they win over --include.",
        HelpName = "pattern",
    };

    private Option<int> Parallel { get; } = new("--parallel")
    {
        Description = "The requests that run at once, 1 to 256.",
        HelpName = "count",
        DefaultValueFactory = _ => 8,
    };

    private Option<string> PartSize { get; } = new("--part-size")
    {
        Description = "The size of the parts of larger files, 100K to 5G.",
        HelpName = "size",
        DefaultValueFactory = _ => "6M",
    };

    private Option<string?> LimitRate { get; } = new("--limit-rate")
    {
        Description = "The bytes in a second, at most: 10M.",
        HelpName = "size",
    };

    private Option<bool> Always { get; } = new("--always") { Description = "Copy files too that are at the target with the same bytes." };

    private Option<bool> NoResume { get; } = new("--no-resume") { Description = "Start again, and leave nothing for a resume." };

    private Option<bool> Flush { get; } = new("--flush") { Description = "Write downloads through to the disk." };

    private Option<string?> ContentType { get; } = new("--content-type")
    {
        Description = "The content type of uploaded objects.",
        HelpName = "type",
    };

    public void AddTo(CliCommand command)
    {
        Option[] all =
        [
            Recursive, Include, Exclude, DryRun, Always, NoResume, Archive, Extract, ContentType, Parallel, PartSize, LimitRate, Flush,
        ];
        foreach (var option in all) command.Add(option);
    }

    public UploadOptions Upload(CliContext cli, IProgress<TransferProgress>? progress)
    {
        Refuse(cli, "an upload", Extract, Flush);
        return With(cli, new UploadOptions { Archive = cli.Get(Archive), ContentType = cli.Get(ContentType) }, progress);
    }

    public DownloadOptions Download(CliContext cli, IProgress<TransferProgress>? progress)
    {
        Refuse(cli, "a download", Archive, ContentType);
        return With(cli, new DownloadOptions { Extract = cli.Get(Extract), FlushToDisk = cli.Get(Flush) }, progress);
    }

    public CopyOptions Copy(CliContext cli, IProgress<TransferProgress>? progress)
    {
        Refuse(cli, "a copy within OSS", Archive, Extract, ContentType, Flush, LimitRate, NoResume);
        return With(cli, new CopyOptions(), progress);
    }

    private T With<T>(CliContext cli, T options, IProgress<TransferProgress>? progress)
        where T : TransferOptions =>
        options with
        {
            MaxParallel = cli.Get(Parallel),
            PartSize = SizeText.Bytes(cli.Get(PartSize), PartSize.Name),
            Include = cli.Get(Include) ?? [],
            Exclude = cli.Get(Exclude) ?? [],
            SkipIdentical = !cli.Get(Always),
            Resume = !cli.Get(NoResume),
            MaxBytesPerSecond = cli.Get(LimitRate) is { } rate ? SizeText.Bytes(rate, LimitRate.Name) : null,
            DryRun = cli.Get(DryRun),
            Progress = progress,
        };

    /// <exception cref="UsageException">An option is given that would be without effect.</exception>
    private static void Refuse(CliContext cli, string what, params Option[] options)
    {
        foreach (var option in options)
            if (cli.Arguments.GetResult(option) is { Implicit: false }) throw new UsageException($"{option.Name} is not for {what}.");
    }
}
