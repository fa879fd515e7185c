namespace Pai.Jobs.Internal.Dlc;

/// <summary>The pace of <see cref="DlcLogs"/>.</summary>
internal sealed record DlcLogOptions
{
    /// <summary>The calls of all readers in a second. The service allows an account 100.</summary>
    public int CallsPerSecond { get; init; } = 20;

    /// <summary>The time between two looks at a log that grows.</summary>
    public TimeSpan ShortestInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time between two looks at a log that is silent, and at the job.</summary>
    public TimeSpan LongestInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The silence after the end of a pod that ends its log, where the launch script's last line does not come.</summary>
    public TimeSpan EndSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The assumptions about the service's logs.</summary>
    public PodLogOptions Pod { get; init; } = new();

    /// <summary>The tag in the launch script's last line; null where this library did not submit the job.</summary>
    public Func<DlcJob, string?> EndTag { get; init; } =
        static job => job.Settings?.Tags?.GetValueOrDefault(DlcJobBody.MarkerTag);
}
