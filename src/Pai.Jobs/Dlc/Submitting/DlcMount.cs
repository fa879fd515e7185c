namespace Pai.Jobs.Internal.Dlc;

/// <summary>A location that the nodes of a job mount.</summary>
/// <param name="Location">The location: a folder, or a dataset.</param>
/// <param name="Path">The absolute path in the container.</param>
/// <param name="IsReadOnly">True if the job may not write to it.</param>
internal sealed record DlcMount(DataLocation Location, string Path, bool IsReadOnly)
{
    /// <summary>Options of the mount, JSON; null for none.</summary>
    public string? Options { get; init; }

    /// <summary>The version of a dataset; null for the service's default.</summary>
    public string? Version { get; init; }

    /// <summary>The mount as the service takes it.</summary>
    /// <param name="region">The region of the job: a bucket without an endpoint is in it.</param>
    public DlcDataSource ToDataSource(string region)
    {
        var source = new DlcDataSource { MountPath = Path, MountAccess = IsReadOnly ? "RO" : "RW", Options = Options };
        if (Location is DatasetId dataset) (source.DataSourceId, source.DataSourceVersion) = (dataset.Id, Version);
        else source.Uri = Location is OssUri oss ? UriOf(oss, region) : Location.ToString();
        return source;
    }

    /// <summary>Nodes reach a bucket by the internal endpoint of its region, which costs no traffic.</summary>
    private static string UriOf(OssUri location, string region) =>
        $"oss://{location.Bucket}.{location.Endpoint ?? $"oss-{region}-internal.aliyuncs.com"}/{location.Key}";
}
