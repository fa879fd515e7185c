using System.Text.Json;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Finds out all that a job needs on PAI-DLC, and changes nothing. All problems are found, not only the first.</summary>
internal sealed class DlcPreparation(DlcBackend backend, DlcServices services, JobSubmission job)
{
    private const string Mask = "***";

    private readonly JobMarker _marker = JobMarker.Create(job.JobName, services.Context.TimeProvider);
    private readonly List<JobProblem> _problems = [];
    private readonly List<string> _notes = [];

    /// <exception cref="PaiException">A service cannot be asked now.</exception>
    public async Task<DlcPreparedJob> PrepareAsync(CancellationToken cancellationToken)
    {
        _problems.AddRange(DlcJobBody.Check(job));
        _problems.AddRange(DlcOutputs.Check(job));
        CheckResources();
        CheckMounts();
        var code = await DlcCode.PlanAsync(job, _problems, cancellationToken).ConfigureAwait(false);
        var region = services.Settings.Region?.Value;
        if (region is null) _problems.Add(new("region", $"is missing. {DlcServices.NoRegion}"));
        if (services.WorkspaceId is null)
        {
            _problems.Add(new(
                "workspace", "is missing. Set PaiSessionBuilder.WorkspaceId or the variable PAI_WORKSPACE_ID to its id, which is digits."));
        }

        if (region is null || services.WorkspaceId is not { } workspace) return Result(code);

        var image = await TryAsync("Image", () => DlcImage.FindAsync(job, region, services, _notes, cancellationToken))
            .ConfigureAwait(false);
        var bucket = await TryAsync("bucket", () => FindBucketAsync(region, cancellationToken)).ConfigureAwait(false);
        if (bucket is null) return Result(code, image);

        var run = DlcLayout.RunFolder(bucket, _marker);
        var locations = new DlcLocations(services, region);
        var inputs = await FindInputsAsync(new(services, locations, bucket, run), cancellationToken).ConfigureAwait(false);
        if (job.SourceUri is { } source)
            await TryAsync("SourceDir", () => FindSourceAsync(locations, source, cancellationToken)).ConfigureAwait(false);
        var outputs = job.OutputPath is null or OssUri
            ? await FindOutputsAsync(locations, run, cancellationToken).ConfigureAwait(false)
            : new Dictionary<string, DataLocation>();
        AddNotes();
        var result = Result(code, image, bucket, inputs, outputs);
        if (_problems.Count > 0 || image is null) return result;
        var body = DlcJobBody.Create(job, PlacementOf(result, region, workspace, image, code));
        if (DlcJobBody.CheckSize(body) is { } problem) _problems.Add(problem);
        var uploads = await UploadsAsync(result, code, cancellationToken).ConfigureAwait(false);
        return Result(code, image, bucket, inputs, outputs, RequestText(body), uploads);
    }

    private DlcPreparedJob Result(
        CodeArchive? code,
        string? image = null,
        OssUri? bucket = null,
        IReadOnlyList<DlcInput>? inputs = null,
        IReadOnlyDictionary<string, DataLocation>? outputs = null,
        string? request = null,
        IReadOnlyList<PreparedUpload>? uploads = null) => new(backend, job, _marker)
        {
            Bucket = bucket,
            Archive = code,
            Inputs = inputs ?? [],
            Outputs = outputs ?? new Dictionary<string, DataLocation>(),
            BackendProblems = [.. _problems],
            Image = image,
            Code = code?.ToSummary(job.SourcePath!),
            Uploads = uploads ?? [],
            Request = request,
            Notes =
            [
                .. bucket is null
                    ? (string[])[]
                    : [$"The folder {DlcLayout.RunFolder(bucket, _marker)} gets the configuration of the run."],
                .. _notes,
            ],
            RunNotes = [.. _notes],
        };

    private DlcPlacement PlacementOf(DlcPreparedJob result, string region, string workspace, string image, CodeArchive? code) => new()
    {
        Region = region,
        WorkspaceId = workspace,
        Image = image,
        Marker = _marker,
        Mounts = result.MountsWith(
            code is not null || job.SourceUri is not null || job.Code is not null, code?.Sha256 ?? job.Code?.Sha256),
        RegistryPassword = job.RegistryCredentials is null ? null : Mask,
        Secrets = SecretVariables.NamesOf(job).ToDictionary(n => n, _ => Mask),
    };

    private void CheckResources()
    {
        if (job.InstanceType == "local")
        {
            _problems.Add(new(
                "InstanceType",
                "is local, which is this machine, and the session runs jobs on PAI-DLC. Set RunOptions.InstanceType, for instance to "
                + "ecs.g7.xlarge, or use a local session."));
        }
        else if (job.InstanceType is null && job.ResourceId is null)
        {
            _problems.Add(new("InstanceType", "is missing. Set it, for instance to ecs.g7.xlarge, or ResourceId to a quota."));
        }
    }

    private void CheckMounts()
    {
        foreach (var input in job.Inputs)
        {
            if (!(input.MountPath.StartsWith(DlcLayout.CodeMount, StringComparison.Ordinal)
                || DlcLayout.CodeMount.StartsWith(input.MountPath, StringComparison.Ordinal))) continue;
            _problems.Add(new(
                $"input \"{input.Name}\"",
                $"its mount path {input.MountPath} overlaps with {DlcLayout.CodeMount}, where the code archive is. Choose another one."));
        }
    }

    private async Task<OssUri> FindBucketAsync(string region, CancellationToken cancellationToken)
    {
        var bucket = await services.GetBucketAsync(cancellationToken).ConfigureAwait(false);
        await new DlcLocations(services, region).ToMountAsync(bucket, cancellationToken).ConfigureAwait(false);
        if (await services.TryGetDefaultBucketAsync(cancellationToken).ConfigureAwait(false) is { } usual && usual != bucket.Bucket)
        {
            _notes.Add(
                $"The bucket {bucket.Bucket} is not the default one of the workspace, {usual}: PAI's service role may not reach it.");
        }

        return bucket;
    }

    private async Task<IReadOnlyList<DlcInput>> FindInputsAsync(DlcInputPlan plan, CancellationToken cancellationToken)
    {
        var inputs = new List<DlcInput>();
        foreach (var channel in job.Inputs.Where(i => i.Location is not null))
        {
            var found = await TryAsync(
                $"input \"{channel.Name}\"",
                () => plan.FindAsync(channel, cancellationToken),
                $"is at {channel.Location}, which cannot be used. ").ConfigureAwait(false);
            if (found is null) continue;
            inputs.Add(found);
            if (found is { FileName: not null, Local: null, CopiedObject: null, Mount: OssUri mount })
                _notes.Add($"The folder of the input \"{channel.Name}\", {mount}, is mounted: other objects in it are visible to the job.");
            if (found.Local?.LeftOut is { Count: > 0 } leftOut)
                _notes.Add($"Of the input \"{channel.Name}\" these are not uploaded: {string.Join(", ", leftOut.Take(5))}.");
        }

        return inputs;
    }

    private async Task<OssUri> FindSourceAsync(DlcLocations locations, OssUri source, CancellationToken cancellationToken)
    {
        if (source.Key.Length == 0) throw new PaiException($"It is a whole bucket. Write a folder in it, for instance {source}code/.");
        var found = await locations.FindAsync(source, cancellationToken).ConfigureAwait(false);
        _notes.Add($"The code at {found} is downloaded to this machine, packed, and uploaded at the submission.");
        return found;
    }

    private async Task<IReadOnlyDictionary<string, DataLocation>> FindOutputsAsync(
        DlcLocations locations, OssUri run, CancellationToken cancellationToken)
    {
        var outputs = new Dictionary<string, DataLocation>();
        foreach (var (name, location) in DlcOutputs.Of(job, run, _marker))
        {
            outputs[name] = location;
            if (location is OssUri oss)
            {
                await TryAsync($"output \"{name}\"", () => locations.ToMountAsync(oss, cancellationToken), $"is at {oss}. ")
                    .ConfigureAwait(false);
            }
        }

        return outputs;
    }

    private void AddNotes()
    {
        if (job.InstanceCount > 1 && job.Outputs.Count > 0)
        {
            _notes.Add(
                $"All {job.InstanceCount} nodes share the folder of each output: put the rank of a node into the names of its files.");
        }

        foreach (var output in job.Outputs.Where(o => o.Location is not null))
        {
            _notes.Add(output.IsCheckpoint
                ? $"The job continues from the checkpoints \"{output.Name}\" at {output.Location}, where there are any."
                : $"The output \"{output.Name}\" goes to {output.Location}: files of the same names there are overwritten.");
        }

        if (SecretVariables.NamesOf(job).Any())
            _notes.Add("The secrets are variables of the job: everyone who may read the job in PAI can see their values.");
    }

    private async Task<IReadOnlyList<PreparedUpload>> UploadsAsync(
        DlcPreparedJob result, CodeArchive? code, CancellationToken cancellationToken)
    {
        var uploads = new List<PreparedUpload>();
        if (code is not null)
        {
            var folder = DlcLayout.CodeFolder(result.Bucket!, code.Sha256);
            uploads.Add(new()
            {
                Name = "code",
                SourcePath = job.SourcePath,
                Destination = folder.ToString(),
                Size = code.TarSize,
                Sha256 = code.Sha256,
                IsPresent = await services.Storage.ExistsAsync(folder / DlcLayout.CodeArchive, cancellationToken).ConfigureAwait(false),
            });
        }

        foreach (var input in result.Inputs)
        {
            if (input.Local is { } local)
            {
                uploads.Add(new()
                {
                    Name = $"input \"{input.Channel.Name}\"",
                    SourcePath = local.Path,
                    Destination = input.Mount.ToString(),
                    Size = local.Size,
                    Sha256 = local.Sha256,
                });
            }
            else if (input.CopiedObject is { } copied)
            {
                uploads.Add(new() { Name = $"input \"{input.Channel.Name}\" ({copied})", Destination = input.Mount.ToString() });
            }
        }

        uploads.Add(new() { Name = "config", Destination = (result.Run / DlcLayout.ConfigFolder).ToString() });
        return uploads;
    }

    /// <summary>The request for people: values of secrets and of what looks like one are left out.</summary>
    private static string RequestText(DlcCreateJob body)
    {
        body.Envs = body.Envs?.ToDictionary(e => e.Key, e => SecretNames.Mask(e.Key, e.Value));
        return JsonSerializer.Serialize(body, DlcJson.Indented.DlcCreateJob);
    }

    /// <summary>A refusal is a problem of the job; a service that cannot be asked now is not.</summary>
    private async Task<T?> TryAsync<T>(string name, Func<Task<T>> find, string prefix = "cannot be found. ")
        where T : class
    {
        try
        {
            return await find().ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or (PaiException { IsTransient: false } and not PaiCredentialsException))
        {
            _problems.Add(new(name, prefix + e.Message));
            return null;
        }
    }
}
