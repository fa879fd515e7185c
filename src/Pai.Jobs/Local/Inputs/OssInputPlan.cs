using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Local;

/// <summary>Looks up the inputs of a job that are on OSS. It changes nothing.</summary>
internal static class OssInputPlan
{
    private const int MaxRefused = 5;

    /// <returns>The inputs, and a problem for each that cannot be used.</returns>
    public static async Task<(IReadOnlyList<OssInput> Inputs, IReadOnlyList<JobProblem> Problems)> FindAsync(
        JobSubmission job, OssStorage? storage, CancellationToken cancellationToken)
    {
        var inputs = new List<OssInput>();
        var problems = new List<JobProblem>();
        foreach (var channel in job.Inputs)
        {
            if (channel.Location is not OssUri { FilePath: null } location) continue;
            try
            {
                var found = await FindAsync(location, storage, cancellationToken).ConfigureAwait(false);
                inputs.Add(new(channel.Name, found.Location, found.Objects, channel.MountAccess == MountAccess.ReadWrite));
            }
            catch (Exception e) when (e is PaiException or ArgumentException)
            {
                problems.Add(new($"input \"{channel.Name}\"", $"is at {location}, which cannot be used. {e.Message}"));
            }
        }

        return (inputs, problems);
    }

    /// <summary>Looks up the code of a job that is on OSS.</summary>
    public static async Task<(OssInput? Source, IReadOnlyList<JobProblem> Problems)> FindSourceAsync(
        JobSubmission job, OssStorage? storage, CancellationToken cancellationToken)
    {
        if (job.SourceUri is not { } location) return (null, []);
        try
        {
            if (location.Key.Length == 0)
                throw new PaiException($"It is a whole bucket. Write a folder in it, for instance {location}code/.");
            var found = await FindAsync(location, storage, cancellationToken).ConfigureAwait(false);
            return (new("code", found.Location, found.Objects, IsWritable: false) { Title = "The code" }, []);
        }
        catch (Exception e) when (e is PaiException or ArgumentException)
        {
            return (null, [new("SourceDir", $"is {location}, which cannot be used. {e.Message}")]);
        }
    }

    /// <summary>The objects of a location; one without a slash at its end may be an object or a folder.</summary>
    /// <exception cref="PaiException">There is none, or both, or a disk cannot hold them.</exception>
    public static async Task<(OssUri Location, IReadOnlyList<OssInputObject> Objects)> FindAsync(
        OssUri location, OssStorage? storage, CancellationToken cancellationToken)
    {
        if (storage is null) throw new PaiException("The session has no storage.");
        if (location.IsDirectory) return (location, await ListAsync(location, storage, cancellationToken).ConfigureAwait(false));
        var folder = OssUri.Parse(location + "/");
        var isFile = await storage.ExistsAsync(location, cancellationToken).ConfigureAwait(false);
        var isFolder = await storage.ExistsAsync(folder, cancellationToken).ConfigureAwait(false);
        return (isFile, isFolder) switch
        {
            (true, true) => throw new PaiException(
                $"Both an object with this key and the folder {folder} exist. Write the folder with a slash at its end, or rename one."),
            (false, false) => throw new PaiException("No object has this key, and none is below it."),
            (false, true) => (folder, await ListAsync(folder, storage, cancellationToken).ConfigureAwait(false)),
            _ => (location, [await ObjectAsync(location, storage, cancellationToken).ConfigureAwait(false)]),
        };
    }

    private static async Task<OssInputObject> ObjectAsync(OssUri location, OssStorage storage, CancellationToken cancellationToken)
    {
        var name = location.Key[(location.Key.LastIndexOf('/') + 1)..];
        var info = await storage.GetInfoAsync(location, cancellationToken).ConfigureAwait(false);
        return LocalNames.ProblemOf(name, info.Size, OperatingSystem.IsWindows()) is { } problem
            ? throw new PaiException($"Its last name cannot be a file of this disk: it {problem}.")
            : new(name, location, info);
    }

    /// <summary>The objects below a prefix. All must have names that a disk can hold, or the job would miss some.</summary>
    private static async Task<IReadOnlyList<OssInputObject>> ListAsync(
        OssUri folder, OssStorage storage, CancellationToken cancellationToken)
    {
        var objects = new List<OssInputObject>();
        var names = new LocalNameSet(isCaseInsensitive: !OperatingSystem.IsLinux());
        var refused = new List<string>();
        await foreach (var entry in storage.ListAsync(folder, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var path = entry.Key[folder.Key.Length..];
            if (path.Length == 0 && entry.Size == 0) continue;
            if (LocalNames.ProblemOf(path, entry.Size, OperatingSystem.IsWindows()) is { } problem)
            {
                refused.Add($"\"{entry.Key}\" {problem}");
                continue;
            }

            names.Add(path);
            objects.Add(new(path, folder / path, entry));
        }

        foreach (var item in objects)
            if (names.ProblemOf(item.Path) is { } problem) refused.Add($"\"{item.Info.Key}\" {problem}");
        if (refused.Count > 0)
        {
            var more = refused.Count > MaxRefused ? $"; and {refused.Count - MaxRefused} more" : "";
            throw new PaiException(
                $"Some of its objects cannot be stored as files on this disk: {string.Join("; ", refused.Take(MaxRefused))}{more}.");
        }

        return objects.Count > 0 ? objects : throw new PaiException("There is no object below it.");
    }
}
