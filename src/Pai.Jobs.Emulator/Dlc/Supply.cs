using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The resources that there are for jobs.</summary>
internal sealed class Supply
{
    private Dictionary<string, EmulatedInstanceType>? _byName;

    /// <summary>Those of the catalog at first, which is read only where it is needed.</summary>
    public IReadOnlyList<EmulatedInstanceType> InstanceTypes
    {
        get => field ??= CatalogData.InstanceTypes;
        set => (field, _byName) = (value, null);
    }

    public IReadOnlyList<EmulatedQuota> Quotas { get; set; } = [];

    /// <summary>The time after which a job that waits for resources fails; null for never.</summary>
    public TimeSpan? AllocationTimeout { get; set; }

    /// <summary>An instance type; null for one that is not known.</summary>
    public EmulatedInstanceType? Find(string? name)
    {
        if (name is null) return null;
        var byName = _byName ??= InstanceTypes.DistinctBy(type => type.Name).ToDictionary(type => type.Name);
        return byName.GetValueOrDefault(name);
    }

    public EmulatedQuota? QuotaOf(StoredJob job) => Quotas.FirstOrDefault(quota => quota.ResourceId == job.ResourceId);

    /// <summary>The reason for which a job has to wait, in a sentence; null for none.</summary>
    /// <param name="job">The job.</param>
    /// <param name="others">The jobs that have resources now.</param>
    public string? Missing(StoredJob job, IEnumerable<StoredJob> others) =>
        job.ResourceId is null ? MissingStock(job) : QuotaOf(job) is { } quota ? MissingQuota(job, quota, others) : null;

    private string? MissingStock(StoredJob job)
    {
        foreach (var spec in job.Request.Objects("JobSpecs"))
        {
            if (Find(spec.Text("EcsSpec")) is not { } type) continue;
            if (!type.IsAvailable) return $"The instance type {type.Name} is out of stock.";
            if (PaymentType.IsSpot(spec) && !type.HasSpotStock) return $"The instance type {type.Name} is out of stock as a spot instance.";
        }

        return null;
    }

    private string? MissingQuota(StoredJob job, EmulatedQuota quota, IEnumerable<StoredJob> others)
    {
        var sum = PodResources.OfJob(job.Request, this);
        foreach (var other in others)
            if (other.ResourceId == job.ResourceId) sum += PodResources.OfJob(other.Request, this);
        var missing = sum.Cpu > quota.Cpu ? "CPUs" : sum.Gpu > quota.Gpu ? "GPUs" : sum.MemoryGiB > quota.MemoryGiB ? "memory" : null;
        return missing is null ? null : $"The quota {quota.ResourceId} does not have enough {missing} left.";
    }
}
