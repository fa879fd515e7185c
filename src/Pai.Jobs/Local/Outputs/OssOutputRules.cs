using System.Net;

namespace Pai.Jobs.Internal.Local;

/// <summary>Checks the outputs that are published to OSS, before a job is submitted that would run for hours first.</summary>
internal static class OssOutputRules
{
    public static async Task<IReadOnlyList<JobProblem>> CheckAsync(
        IReadOnlyList<LocalOutput> outputs, OssStorage? storage, CancellationToken cancellationToken)
    {
        var problems = new List<JobProblem>();
        var places = new List<(string Name, OssUri Location)>();
        foreach (var output in outputs)
        {
            if (output.Published is not { } location) continue;
            var problem = CheckPlace(location, places) ?? await LookAsync(location, storage, cancellationToken).ConfigureAwait(false);
            if (problem is not null) problems.Add(new($"output \"{output.Name}\"", problem));
            places.Add((output.Name, location));
        }

        return problems;
    }

    private static string? CheckPlace(OssUri location, List<(string Name, OssUri Location)> others)
    {
        if (location.Key.Length == 0)
            return $"is to go to {location}, which is a whole bucket. Choose a folder in it, for instance {location}results/.";
        foreach (var (name, other) in others)
        {
            // The same location twice is a problem on every backend.
            if (other == location || other.Bucket != location.Bucket || other.Endpoint != location.Endpoint) continue;
            var isNested = other.Key.StartsWith(location.Key, StringComparison.Ordinal)
                || location.Key.StartsWith(other.Key, StringComparison.Ordinal);
            if (!isNested) continue;
            return $"is to go to {location}, and the output \"{name}\" to {other}: one is in the other. Choose two folders side by side.";
        }

        return null;
    }

    /// <summary>Asks for one object, which shows a wrong bucket, endpoint or key. The right to write only writing can show.</summary>
    private static async Task<string?> LookAsync(
        OssUri location, OssStorage? storage, CancellationToken cancellationToken)
    {
        const string Advice = "Leave the location out for a run without OSS: the output is then in the run's folder.";
        if (storage is null) return $"is to go to {location}, and the session has no storage. {Advice}";
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
            return $"is to go to {location}, which cannot be used. {e.Message} {Advice}";
        }
    }
}
