using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// Refuses outputs through which a job could delete what it is made from: one that is or contains the source, an input, another output or
/// the runs. Real paths count, so that a link hides nothing. An output inside the source or an input is fine. An input that may be written
/// to must be apart from the source and the runs as well.
/// </summary>
internal static class OutputRules
{
    public static IEnumerable<JobProblem> Check(
        JobSubmission job, IReadOnlyList<LocalOutput> outputs, string runsDirectory)
    {
        var kept = new List<Place> { new("the folder of all runs", runsDirectory) };
        if (job.SourcePath is { } source) kept.Insert(0, new("the source", source));
        foreach (var problem in CheckWritableInputs(job, kept)) yield return problem;
        foreach (var input in job.Inputs)
            if (input.Location?.FilePath is { } path) kept.Insert(kept.Count - 1, new($"the input \"{input.Name}\"", path));
        var places = outputs.Select(o => (o.Name, Place: new Place($"the output \"{o.Name}\"", o.Folder))).ToList();
        for (var i = 0; i < places.Count; i++)
        {
            var (name, place) = places[i];
            var subject = $"output \"{name}\"";
            // Of two outputs at one place the second is at fault.
            var others = places.Where((p, j) => j < i || (j > i && p.Place.Real != place.Real)).Select(p => p.Place).ToList();
            foreach (var other in kept.Concat(others))
            {
                if (!RealPath.IsAtOrBelow(other.Real, place.Real) || IsReported(job, subject, place, other)) continue;
                // Inside the source or an input is right; inside another output is not.
                var free = others.Contains(other) ? Path.GetDirectoryName(place.Path) ?? "/" : place.Path;
                yield return new(
                    subject,
                    $"has the location {place.Path}, which {place.Relation(other)}: the job could delete it. "
                    + $"Choose a folder of its own, for instance {Path.Combine(free, name)}.");
            }
        }
    }

    private static IEnumerable<JobProblem> CheckWritableInputs(JobSubmission job, IReadOnlyList<Place> kept)
    {
        foreach (var input in job.Inputs.Where(i => i.MountAccess == MountAccess.ReadWrite))
        {
            if (input.Location?.FilePath is not { } path) continue;
            var place = new Place(input.Name, path);
            foreach (var other in kept.Where(k => RealPath.IsAtOrBelow(k.Real, place.Real)).ToList())
            {
                yield return new(
                    $"input \"{input.Name}\"",
                    $"may be written to and is at {place.Path}, which {place.Relation(other)}: the job could delete it. "
                    + "Leave out MountAccess.ReadWrite, or give a folder inside it.");
            }
        }
    }

    /// <summary>The same path twice is a problem on every backend.</summary>
    private static bool IsReported(JobSubmission job, string subject, Place place, Place other) =>
        other.Path == place.Path && job.Problems.Any(p => p.Subject == subject);

    private sealed record Place(string Name, string Path)
    {
        public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(Path);

        public string Real { get; } = RealPath.Of(Path);

        /// <summary>The way in which this path contains another, in words.</summary>
        public string Relation(Place other) => $"{(other.Real == Real ? "is" : "contains")} {other.Name} ({other.Path})";
    }
}
