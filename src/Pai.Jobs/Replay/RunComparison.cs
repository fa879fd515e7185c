using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs;

/// <summary>Compares runs: <c>run.DiffAsync(other)</c>.</summary>
public static class RunComparison
{
    /// <summary>The most objects that are listed of an input.</summary>
    private const int MaxListed = 1000;

    /// <summary>
    /// Compares two runs, on one backend or on two: code by the hashes of its files, command, values, environment, image, hardware and
    /// inputs. The files of inputs on OSS whose locations differ are compared by size and ETag, where there are at most 1,000.
    /// </summary>
    /// <param name="run">The first run.</param>
    /// <param name="other">The second run.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The differences, as data and as lines.</returns>
    /// <exception cref="JobNotFoundException">A run does not exist any more.</exception>
    /// <exception cref="JobNotSupportedException">The values of a run are not on record.</exception>
    public static async Task<RunDiff> DiffAsync(this JobRun run, JobRun other, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(other);
        var notes = new List<string>();
        var before = await run.Backend.ReadRecordAsync(run.Id, cancellationToken).ConfigureAwait(false);
        var after = await other.Backend.ReadRecordAsync(other.Id, cancellationToken).ConfigureAwait(false);
        var (one, two) = (RunParts.Of(run.Info, before), RunParts.Of(other.Info, after));
        Note(run.Id, before);
        Note(other.Id, after);
        if (before.Code is { } code && after.Code is { } changedCode && code.Sha256 != changedCode.Sha256)
        {
            one.AddCode(await CodeFiles.ReadAsync(code, cancellationToken).ConfigureAwait(false));
            two.AddCode(await CodeFiles.ReadAsync(changedCode, cancellationToken).ConfigureAwait(false));
        }

        foreach (var (name, location) in before.Values.Inputs)
        {
            if (!after.Values.Inputs.TryGetValue(name, out var changed) || changed == location) continue;
            var had = await FilesAsync(name, run, before, cancellationToken).ConfigureAwait(false);
            var has = await FilesAsync(name, other, after, cancellationToken).ConfigureAwait(false);
            if (had is null || has is null) continue;
            foreach (var (path, content) in had) one.Add(RunDifferenceKind.InputFile, $"{name}/{path}", content);
            foreach (var (path, content) in has) two.Add(RunDifferenceKind.InputFile, $"{name}/{path}", content);
        }

        return new() { Before = run.Id, After = other.Id, Differences = Compare(one, two), Notes = notes };

        void Note(string id, RecordedJob record)
        {
            if (record.Values.JobFile is null) notes.Add($"The definition of the job {id} is not on record: only its values are compared.");
            else if (record.Code is null
                && Internal.JobFiles.RecordedJobFile.Read(record.Values.JobFile).Definition is not { SourceDir: null, SourceProject: null })
                notes.Add($"The code of the job {id} is not there any more, and is not compared.");
        }

        // Null where they cannot be listed: files of one side alone would all seem to be new, or gone.
        async Task<Dictionary<string, string>?> FilesAsync(string name, JobRun of, RecordedJob record, CancellationToken token)
        {
            var location = record.Values.UploadedInputs.GetValueOrDefault(name) ?? record.Values.Inputs[name];
            if (location is not OssUri { FilePath: null } folder || of.Backend.Context.Storage is not { } storage) return null;
            try
            {
                var files = await ListAsync(folder, storage, token).ConfigureAwait(false);
                if (files is null) notes.Add($"The files of {folder} are not compared: there are more than {MaxListed}.");
                return files;
            }
            catch (PaiException e)
            {
                notes.Add($"The files of {folder} are not compared: {e.Message}");
                return null;
            }
        }
    }

    private static List<RunDifference> Compare(RunParts before, RunParts after)
    {
        var differences = new List<RunDifference>();
        foreach (var key in before.All.Keys.Union(after.All.Keys).OrderBy(k => k.Kind).ThenBy(k => k.Name, StringComparer.Ordinal))
        {
            RunPart? one = before.All.TryGetValue(key, out var left) ? left : null;
            RunPart? two = after.All.TryGetValue(key, out var right) ? right : null;
            if (one?.Content == two?.Content) continue;
            differences.Add(new()
            {
                Kind = key.Kind,
                Name = key.Name.Length == 0 ? null : key.Name,
                Before = one?.Shown,
                After = one?.Shown == two?.Shown ? $"{two?.Shown} (another value)" : two?.Shown,
            });
        }

        return differences;
    }

    private static async Task<Dictionary<string, string>?> ListAsync(
        OssUri location, OssStorage storage, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!location.IsDirectory) return files;
        await foreach (var item in storage.ListAsync(location, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (files.Count == MaxListed) return null;
            if (item.Key.Length > location.Key.Length)
                files[item.Key[location.Key.Length..]] = $"{item.Size} bytes, ETag {item.ETag}";
        }

        return files;
    }
}
