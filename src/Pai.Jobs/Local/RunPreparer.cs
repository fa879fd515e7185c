using System.Globalization;
using System.Text.Json;

namespace Pai.Jobs;

/// <summary>Makes the folder of a run: beside the others under another name, and moved to its own only when it is complete.</summary>
internal sealed class RunPreparer(string runsDirectory, IsolationChoice choice, LocalBackendOptions options)
{
    public const string StagingPrefix = ".staging-";

    public async Task<(RunFolder Folder, RunRecord Record)> PrepareAsync(JobSubmission job, CancellationToken cancellationToken)
    {
        var now = options.TimeProvider.GetUtcNow();
        var final = new RunFolder(Path.Combine(runsDirectory, RunIds.Create(now)));
        var staging = new RunFolder(Path.Combine(runsDirectory, StagingPrefix + final.Id));
        var outputs = LocalOutputs.Of(job, final);
        try
        {
            // Its config folder has the values of variables, which may be secrets.
            Directory.CreateDirectory(staging.Root);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(staging.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            foreach (var folder in (string[])[staging.Config, staging.In("ml/input/data"), staging.In("ml/output"), staging.In("ml/usercode"), staging.In("logs"), staging.Temp, staging.SandboxRoot])
                Directory.CreateDirectory(folder);
            foreach (var file in (string[])[staging.StdoutLog, staging.StderrLog]) await File.WriteAllBytesAsync(file, [], cancellationToken).ConfigureAwait(false);

            var sandbox = Sandbox.Of(choice.Isolation);
            // The sandbox first: it may link or cover folders, and the config folder must not be lost under them.
            sandbox.Prepare(staging, final, job, outputs);
            var notes = await LaunchFiles.WriteAsync(staging.Config, job, outputs, sandbox.PlaceOf(final), cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(staging.SuperviseScript, EmbeddedScript.Read("supervise.sh"), cancellationToken).ConfigureAwait(false);
            var record = RecordOf(job, final, now, outputs, notes);
            await File.WriteAllTextAsync(staging.RunFile, JsonSerializer.Serialize(record, RunRecordJson.Default.RunRecord), cancellationToken).ConfigureAwait(false);

            cancellationToken.ThrowIfCancellationRequested();
            Directory.Move(staging.Root, final.Root);
            return (final, record);
        }
        catch
        {
            RunDeletion.Delete(staging.Root);
            throw;
        }
    }

    private RunRecord RecordOf(JobSubmission job, RunFolder folder, DateTimeOffset now, IReadOnlyDictionary<string, DataUri> outputs, IReadOnlyList<string> notes) => new()
    {
        Id = folder.Id,
        Name = job.JobName,
        Record = job.RecordName,
        Created = now,
        Isolation = choice.Isolation.ToString(),
        IsolationReason = choice.Reason,
        Submitter = ProcessIdentity.Current,
        GraceSeconds = Seconds(options.GracePeriod),
        MaxSeconds = Seconds(job.MaxRunTime ?? TimeSpan.Zero),
        Notes = [.. notes],
        Outputs = outputs.ToDictionary(o => o.Key, o => o.Value.ToString()),
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
