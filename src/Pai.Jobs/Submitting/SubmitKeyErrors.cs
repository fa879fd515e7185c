using System.Globalization;

namespace Pai.Jobs.Internal.Submitting;

/// <summary>The errors of submit keys. Each names the key and both jobs, or what to do next.</summary>
internal static class SubmitKeyErrors
{
    private const int MaxNames = 8;
    private const int ShownDigits = 12;

    /// <exception cref="JobException">The key was used for another content.</exception>
    public static void ThrowIfDifferent(SubmitIntent intent, KeyedSubmission job)
    {
        if (intent.Digest == job.Content.Digest) return;
        var names = DifferencesOf(intent.Parts, job.Content.ShortParts());
        throw new JobException(string.Create(
            CultureInfo.InvariantCulture,
            $"The submit key \"{job.Key}\" belongs to the job {intent.ToMarker().JobName} of {intent.Record} "
                + $"(content {Short(intent.Digest)}), submitted at {intent.Time:u}; "
                + $"the job {job.Marker.JobName} of {job.RecordName} (content {Short(job.Content.Digest)}) differs from it{names}. "
                + $"Nothing was submitted. Use another key for it, or submit what the key was first used for."));
    }

    public static JobNotFoundException Gone(SubmitIntent intent, string jobId) => new(
        jobId,
        $"The submit key \"{intent.Key}\" belongs to the job {jobId}, which does not exist any more. Nothing was submitted. "
        + "Use another key to run it once more.");

    public static JobException NotRecorded(KeyedSubmission job, TimeSpan time, Exception e) => new(
        $"The submit key \"{job.Key}\" could not be recorded within {time.TotalSeconds:0} seconds. Nothing was submitted. Submit the job "
        + $"{job.Marker.JobName} again with the same key.",
        e);

    public static JobException TookTooLong(KeyedSubmission job, Exception e) => new(
        $"The job {job.Marker.JobName} was not created within {SubmitOnce.LongestCreate.TotalMinutes:0} minutes, and is not sent any more. "
        + "Submit it again with the same submit key.",
        e);

    private static string DifferencesOf(Dictionary<string, string> first, Dictionary<string, string> second)
    {
        List<string> names = [.. first.Keys.Union(second.Keys)
            .Where(n => first.GetValueOrDefault(n) != second.GetValueOrDefault(n))
            .Order(StringComparer.Ordinal)];
        if (names.Count == 0) return "";
        var rest = names.Count > MaxNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MaxNames} more") : "";
        return $" in {string.Join(", ", names.Take(MaxNames))}{rest}";
    }

    private static string Short(string digest) => digest.Length > ShownDigits ? digest[..ShownDigits] : digest;
}
