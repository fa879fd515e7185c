using System.Globalization;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Local;

/// <summary>Makes the folder of a run: beside the others under another name (<see cref="StagedRun"/>).</summary>
internal sealed class RunPreparer(string runsDirectory, LocalBackendOptions options, OssStorage? storage, TimeProvider clock)
{
    public const string StagingPrefix = ".staging-";

    /// <summary>The name of a Python environment that several runs use begins with it.</summary>
    public const string PythonPrefix = StagingPrefix + "python-";

    /// <summary>The first content of files that must be written to on a full disk: longer than any fact.</summary>
    private static readonly string s_blanks = new(' ', 128);

    /// <param name="prepared">The job.</param>
    /// <param name="secretNames">The names of variables that the supervisor gets in its environment, and hands on.</param>
    /// <param name="trace">The variables of the submitter's trace.</param>
    /// <param name="progress">Is told what is being done.</param>
    /// <param name="cancellationToken">Cancels the operation; what was begun is undone.</param>
    public async Task<StagedRun> StageAsync(
        LocalPreparedJob prepared,
        IReadOnlyCollection<string> secretNames,
        IReadOnlyList<KeyValuePair<string, string>> trace,
        IProgress<SubmitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var job = prepared.Submission;
        var final = prepared.Folder;
        var staging = new RunFolder(Path.Combine(runsDirectory, OwnedFolder.Name(StagingPrefix, final.Id)));
        try
        {
            // Its config folder has the values of variables, which are not for other users.
            Directory.CreateDirectory(staging.Root);
            OwnFolder.Restrict(staging.Root);
            var archive = prepared.Archive;
            if (archive is not null)
            {
                progress?.Report(new() { Step = "packing the code" });
                using (Spans.StartStep(SpanNames.Pack))
                    await CodeStore.AddAsync(runsDirectory, job.SourcePath!, archive, clock, cancellationToken).ConfigureAwait(false);
            }
            else if (prepared.OssSource is { } source)
            {
                progress?.Report(new() { Step = "downloading the code" });
                archive = await new OssSource(runsDirectory, storage!, clock).AddAsync(source, staging, cancellationToken)
                    .ConfigureAwait(false);
            }

            else if (job.Code is { } recorded)
            {
                progress?.Report(new() { Step = "fetching the code" });
                await CodeStore.AddAsync(runsDirectory, recorded, clock, cancellationToken).ConfigureAwait(false);
            }

            await DownloadAsync(prepared, staging, progress, cancellationToken).ConfigureAwait(false);
            progress?.Report(new() { Step = "preparing the run's folder" });
            var code = archive?.Sha256 ?? job.Code?.Sha256;
            var sandbox = new LocalSandbox(
                prepared.Isolation.Isolation,
                final,
                prepared.Marker.Tag,
                code is null ? null : CodeStore.FolderOf(runsDirectory, code),
                code,
                prepared.Image)
            {
                // Several nodes would install into it at once.
                PythonEnvironment = job.InstanceCount == 1 ? job.PythonEnvironment : null,
            };
            if (sandbox.PythonEnvironment is { } environment) Directory.CreateDirectory(environment);
            List<string> notes =
            [
                .. prepared.RunNotes,
                .. LocalNotes.OfCode(archive, isPlanned: prepared.Archive is not null),
                .. await PrepareNodesAsync(prepared, sandbox, new(staging.Root, final.Root), secretNames, trace, cancellationToken)
                    .ConfigureAwait(false),
            ];
            var record = RecordOf(prepared, sandbox, notes);
            await ReserveAsync(staging, record.Nodes.Count, record.Uploads.Count > 0, cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(staging.SuperviseScript, EmbeddedScript.Read("supervise.sh"), cancellationToken)
                .ConfigureAwait(false);
            return new(staging, final, record);
        }
        catch
        {
            RunDeletion.TryDelete(staging.Root);
            throw;
        }
    }

    /// <summary>Makes the files of inputs on OSS, which the cache has or gets.</summary>
    private async Task DownloadAsync(
        LocalPreparedJob prepared, RunFolder staging, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        if (prepared.OssInputs.Count == 0) return;
        var cache = new InputCache(runsDirectory, storage!, clock);
        foreach (var input in prepared.OssInputs)
        {
            progress?.Report(new() { Step = $"downloading the input {input.Name}" });
            await cache.FillAsync(input, Path.Combine(staging.Inputs, input.Name), cancellationToken).ConfigureAwait(false);
        }

        InputCache.Trim(runsDirectory, options.InputCacheBytes, clock.GetUtcNow());
    }

    private async Task<IReadOnlyList<string>> PrepareNodesAsync(
        LocalPreparedJob prepared,
        LocalSandbox sandbox,
        StagedFolder staged,
        IReadOnlyCollection<string> secretNames,
        IReadOnlyList<KeyValuePair<string, string>> trace,
        CancellationToken cancellationToken)
    {
        var final = sandbox.Folder;
        var job = prepared.Submission;
        var outputs = prepared.LocalOutputs.ToDictionary(o => o.Name, o => o.ForJob);
        foreach (var folder in (string[])[final.Config, final.In("ml/input/data"), final.In("ml/output")])
            Directory.CreateDirectory(staged.Now(folder));
        foreach (var output in prepared.LocalOutputs) MakeOutput(output.Name, output.Folder, staged);
        IReadOnlyList<string> notes = [];
        var traced = TracedJob.With(job, trace, options.PassEnvironment);
        var inputs = LocalInputs.Of(job, final, prepared.OssInputs);
        var variables = LocalNodes.VariablesOf(job, final.Id);
        for (var i = 0; i < variables.Count; i++)
        {
            var node = final.Node(i);
            foreach (var folder in (string[])[node.In("ml/usercode"), node.In("logs"), sandbox.ConfigOf(node)])
                Directory.CreateDirectory(staged.Now(folder));
            foreach (var file in (string[])[node.StdoutLog, node.StderrLog])
                await File.WriteAllBytesAsync(staged.Now(file), [], cancellationToken).ConfigureAwait(false);
            foreach (var file in (string[])[node.StartedFile, node.PhaseFile])
                await File.WriteAllTextAsync(staged.Now(file), s_blanks, cancellationToken).ConfigureAwait(false);

            // The sandbox first: it may link or cover folders, and the config folder must not be lost under them.
            IReadOnlyCollection<string> passed = options.PreemptAfter is null ? secretNames : [.. secretNames, "PAI_RESTART_COUNT"];
            var spec = sandbox.SpecOf(node, job, inputs, outputs, variables[i], passed);
            Sandbox.Of(sandbox.Isolation, options.AsRoot).Prepare(node, staged, spec);
            if (i > 0 && sandbox.ConfigOf(node) == sandbox.ConfigOf(final)) continue;
            notes = await LaunchFiles.WriteAsync(
                staged.Now(sandbox.ConfigOf(node)), traced, inputs, outputs, sandbox.LayoutOf(node), cancellationToken)
                .ConfigureAwait(false);
        }

        return notes;
    }

    private static void MakeOutput(string name, string path, StagedFolder staged)
    {
        try
        {
            Directory.CreateDirectory(staged.Now(path));
        }
        catch (Exception e) when (!staged.IsInside(path) && LocalFault.IsOne(e))
        {
            throw new JobException(
                $"The folder of the output \"{name}\" cannot be created: {e.Message} Give the output another location, or none: "
                + "it is then in the folder of the run.",
                e);
        }
    }

    /// <summary>Makes what the end of a run must be written to, whatever the job does to the disk.</summary>
    private static async Task ReserveAsync(RunFolder staging, int nodes, bool isPublished, CancellationToken cancellationToken)
    {
        List<(string Path, string Text)> files =
        [
            (staging.SupervisorFile, s_blanks),
            (staging.ExitFile, s_blanks),
            (staging.StopRequestFile, RunStatus.StoppedByUser + "\n"),
            (staging.StopLimitFile, RunStatus.LimitReached + "\n"),
            (staging.SupervisorLog, ""),
        ];
        if (isPublished) files.Add((staging.PublishedFile, s_blanks));
        if (nodes > 1) files.Add((staging.EndsFile, s_blanks));
        foreach (var (path, text) in files) await File.WriteAllTextAsync(path, text, cancellationToken).ConfigureAwait(false);
    }

    private RunRecord RecordOf(LocalPreparedJob prepared, LocalSandbox sandbox, IReadOnlyList<string> notes) => new()
    {
        Id = sandbox.Folder.Id,
        Name = prepared.Submission.JobName,
        Record = prepared.Submission.RecordName,
        Labels = new(prepared.Submission.Labels),
        Created = clock.GetUtcNow(),
        Isolation = prepared.Isolation.Isolation.ToString(),
        IsolationReason = prepared.Isolation.Reason,
        Submitter = ProcessIdentity.Current,
        GraceSeconds = Seconds(options.GracePeriod),
        PreemptSeconds = Seconds(options.PreemptAfter ?? TimeSpan.Zero),
        Preemptions = options.PreemptAfter is null || prepared.Submission.InstanceCount > 1 ? 0 : options.Preemptions,
        MaxSeconds = Seconds(prepared.Submission.MaxRunTime ?? TimeSpan.Zero),
        Tag = sandbox.Tag,
        Nodes = [.. LocalNodes.NamesOf(prepared.Submission)],
        CodeSha256 = sandbox.CodeSha256,
        Image = sandbox.Isolation == LocalIsolation.Docker ? sandbox.Image : null,
        Notes = [.. notes],
        Outputs = prepared.Outputs.ToDictionary(o => o.Key, o => o.Value.ToString()),
        Uploads = prepared.LocalOutputs.Where(o => o.Published is not null)
            .ToDictionary(o => o.Name, o => Path.GetRelativePath(prepared.Folder.Root, o.Folder)),
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
