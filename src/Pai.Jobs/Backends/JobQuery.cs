namespace Pai.Jobs;

/// <summary>Selects the jobs to list. A member that is not set does not filter.</summary>
public sealed record JobQuery
{
    /// <summary>Jobs that have one of these statuses. Empty: any.</summary>
    public IReadOnlyList<JobStatus> Statuses { get; init; } = [];

    /// <summary>Jobs whose name has this string in it, in any case.</summary>
    public string? NameContains { get; init; }

    /// <summary>Jobs of this record: its full name in C#, for instance <c>Acme.TokenizeJob</c>.</summary>
    public string? RecordName { get; init; }

    /// <summary>Jobs that have all of these labels with these values.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Jobs that were created at this time or later.</summary>
    public DateTimeOffset? CreatedSince { get; init; }

    /// <summary>Jobs that were created before this time.</summary>
    public DateTimeOffset? CreatedUntil { get; init; }

    /// <summary>
    /// Only jobs that were submitted with these credentials. Default false. On the local backend all jobs are the user's own.
    /// </summary>
    public bool OnlyMine { get; init; }

    /// <summary>At most so many jobs, the newest; greater than zero. Null: all.</summary>
    public int? MaxCount { get; init; }

    /// <summary>
    /// True if a job meets all conditions but <see cref="OnlyMine"/> and <see cref="MaxCount"/>: for backends that filter by themselves.
    /// </summary>
    /// <param name="job">The job.</param>
    public bool Matches(JobInfo job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return (Statuses.Count == 0 || Statuses.Contains(job.Status))
            && (NameContains is null || job.Name.Contains(NameContains, StringComparison.OrdinalIgnoreCase))
            && (RecordName is null || job.RecordName == RecordName)
            && Labels.All(l => job.Labels.TryGetValue(l.Key, out var value) && value == l.Value)
            && !(job.CreatedAt < CreatedSince)
            && !(job.CreatedAt >= CreatedUntil);
    }
}
