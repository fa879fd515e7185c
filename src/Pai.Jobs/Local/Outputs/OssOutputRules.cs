using System.Net;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Local;

/// <summary>Checks the outputs that are published to OSS, before a job is submitted that would run for hours first.</summary>
internal static class OssOutputRules
{
    public static async Task<IReadOnlyList<JobProblem>> CheckAsync(
        JobSubmission job, IReadOnlyList<LocalOutput> outputs, OssStorage? storage, CancellationToken cancellationToken)
    {
        var problems = new List<JobProblem>();
        var earlier = new List<Place>();
        var read = ReadBy(job).ToList();
        foreach (var output in outputs)
        {
            if (output.Published is not { } location) continue;
            var problem = CheckPlace(location, read, earlier)
                ?? await LookAsync(location, storage, cancellationToken).ConfigureAwait(false);
            if (problem is not null) problems.Add(new($"output \"{output.Name}\"", problem));
            earlier.Add(new($"the output \"{output.Name}\"", location));
        }

        return problems;
    }

    /// <summary>The locations on OSS that the job reads, which its outputs must not replace.</summary>
    private static IEnumerable<Place> ReadBy(JobSubmission job)
    {
        if (job.SourceUri is { } source) yield return new("the code", source);
        foreach (var input in job.Inputs)
            if (input.Location is OssUri { FilePath: null } location) yield return new($"the input \"{input.Name}\"", location);
    }

    private static string? CheckPlace(OssUri location, List<Place> read, List<Place> earlier)
    {
        if (location.Key.Length == 0)
            return $"has the location {location}, which is a whole bucket. Choose a folder in it, for instance {location}results/.";
        // Inside an input or the code is fine, as on this machine; two outputs must be apart.
        if (read.Find(p => Contains(location, p.Location)) is { } replaced)
        {
            return $"has the location {location}, which is or contains {replaced.Name} ({replaced.Location}): the run would replace it. "
                + "Choose a folder of its own.";
        }

        // The same string twice is a problem on every backend.
        var other = earlier.Find(p => p.Location != location && (Contains(location, p.Location) || Contains(p.Location, location)));
        return other is null
            ? null
            : $"has the location {location}, and {other.Name} has {other.Location}: one is or contains the other. "
                + "Choose two folders side by side.";
    }

    /// <summary>True if a folder is or contains another location. A bucket is the same by whatever endpoint.</summary>
    private static bool Contains(OssUri folder, OssUri other) =>
        folder.Bucket == other.Bucket
        && LocationText.EnsureTrailingSlash(other.Key).StartsWith(folder.Key, StringComparison.Ordinal);

    /// <summary>Asks for one object, which shows a wrong bucket, endpoint or key. The right to write only writing can show.</summary>
    private static async Task<string?> LookAsync(
        OssUri location, OssStorage? storage, CancellationToken cancellationToken)
    {
        const string Advice = "Leave the location out for a run without OSS: the output is then in the run's folder.";
        if (storage is null) return $"has the location {location}, and the session has no storage. {Advice}";
        try
        {
            await storage.ExistsAsync(location / SuccessFile.Name, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (OssException e) when (e is { StatusCode: HttpStatusCode.Forbidden, Code: "AccessDenied" })
        {
            // Who may not read may still write.
            return null;
        }
        catch (Exception e) when (e is PaiException or ArgumentException)
        {
            return $"has the location {location}, which cannot be used. {e.Message} {Advice}";
        }
    }

    /// <param name="Name">The name, within a sentence.</param>
    /// <param name="Location">The location.</param>
    private sealed record Place(string Name, OssUri Location);
}
