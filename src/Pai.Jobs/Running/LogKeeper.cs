using System.Text;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Running;

/// <summary>Keeps the whole log of a run as a file beside its outputs.</summary>
internal static class LogKeeper
{
    private const string FileName = "log.txt";

    /// <summary>The output beside which the log goes: the first one whose location the run makes; null where there is none.</summary>
    public static string? OutputOf(JobSubmission submission) =>
        submission.Outputs.FirstOrDefault(o => o is { Location: null, IsCheckpoint: false })?.Name;

    /// <summary>The problem of a submission whose log cannot be kept; null when it can.</summary>
    public static JobProblem? Check(JobSubmission submission) =>
        OutputOf(submission) is null
            ? new(
                "RunOptions.KeepLog",
                "needs an [Output] without a location in the record: the log goes beside the folder that the run makes for it. "
                    + "A [Checkpoint] is not one.")
            : submission.OutputPath is null or { FilePath: not null } or OssUri ? null
            : new(
                "RunOptions.KeepLog",
                $"cannot write to {submission.OutputPath}. Give an OutputPath on OSS or on this machine, or leave KeepLog out.");

    /// <summary>Writes the log.</summary>
    /// <param name="run">The run, which has ended.</param>
    /// <param name="storage">The storage of the session.</param>
    /// <param name="output">The output beside which the log goes.</param>
    /// <param name="cancellationToken">Cancels the operation; no part of a file stays.</param>
    /// <returns>Where it is.</returns>
    public static async Task<string> KeepAsync(JobRun run, OssStorage? storage, string output, CancellationToken cancellationToken)
    {
        var location = run.Info.Outputs?.GetValueOrDefault(output)
            ?? throw new JobException($"The location of the output \"{output}\" is not known.");
        if (location.FilePath is { } folder)
        {
            var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!;
            Directory.CreateDirectory(parent);
            var path = Path.Combine(parent, FileName);
            var part = $"{path}.{RandomText.Create(6)}.part";
            try
            {
                await WriteAsync(run, part, cancellationToken).ConfigureAwait(false);
                File.Move(part, path, overwrite: true);
            }
            finally
            {
                File.Delete(part);
            }

            return path;
        }

        if (location is not OssUri uri || storage is null)
            throw new JobException($"The log cannot be written beside {location}: it needs a folder on this machine or on OSS.");
        var text = uri.ToString().TrimEnd('/');
        var target = OssUri.Parse(text[..(text.LastIndexOf('/') + 1)]) / FileName;
        var scratch = Path.Combine(Path.GetTempPath(), $"pai-jobs-log-{RandomText.Create(8)}");
        try
        {
            await WriteAsync(run, scratch, cancellationToken).ConfigureAwait(false);
            var file = File.OpenRead(scratch);
            await using (file.ConfigureAwait(false))
                await storage.UploadAsync(file, target, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(scratch);
        }

        return target.ToString();
    }

    private static async Task WriteAsync(JobRun run, string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var writer = new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            var hasNodes = run.Info.NodeCount > 1;
            await foreach (var line in run.ReadLogsAsync(new() { Follow = true }, cancellationToken).ConfigureAwait(false))
            {
                var text = hasNodes && line.Node is { } node ? $"[{node}] {line.Text}" : line.Text;
                await writer.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
