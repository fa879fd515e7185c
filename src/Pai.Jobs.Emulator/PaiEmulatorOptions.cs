using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Emulator;

/// <summary>Settings of an emulator. Every one has a default that suits tests.</summary>
public sealed class PaiEmulatorOptions
{
    /// <summary>The region that it serves, for instance <c>cn-hangzhou</c>, which is the default.</summary>
    public string Region { get; set; } = "cn-hangzhou";

    /// <summary>Accepts signatures of version 4 for any region, not only <see cref="Region"/>; false by default.</summary>
    public bool AnyRegion { get; set; }

    /// <summary>The access key of the account; null, the default, for a random one.</summary>
    public PaiAccessKey? AccessKey { get; set; }

    /// <summary>
    /// The directory that it stores everything in, which is created; null, the default, to keep everything in memory. What was stored
    /// outlives the process, however it ends. One emulator at a time can use a directory.
    /// </summary>
    public string? Directory { get; set; }

    /// <summary>Flushes files to the disk, so that they outlive a loss of power, too; false by default.</summary>
    public bool FlushToDisk { get; set; }

    /// <summary>The port of the loopback address; 0, the default, for a free one.</summary>
    public int Port { get; set; }

    /// <summary>Buckets that exist from the start.</summary>
    public IList<string> Buckets { get; } = [];

    /// <summary>Custom domains, and the bucket that each of them serves.</summary>
    public IDictionary<string, string> CustomDomains { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Host names below which buckets and services are subdomains, besides those of the service; <c>localhost</c> by default, for
    /// <c>http://bucket.localhost:port/</c>.
    /// </summary>
    public IList<string> HostNames { get; } = ["localhost"];

    /// <summary>Refuses requests whose time differs by more than 15 minutes from the clock's; true by default.</summary>
    public bool ChecksClock { get; set; } = true;

    /// <summary>
    /// Throttles PAI-DLC (150 times CreateJob and 100 times each other operation in a second of the clock) and AIWorkspace (50 times each
    /// operation), as the service does; false by default.
    /// </summary>
    public bool LimitsRates { get; set; }

    /// <summary>
    /// Answers a range that is not within the object with the whole object, as the service does for requests without
    /// <c>x-oss-range-behavior: standard</c>; true by default. False treats every range as a standard one.
    /// </summary>
    public bool LenientRanges { get; set; } = true;

    /// <summary>Chooses what the rules of <see cref="PaiEmulator.Faults"/> leave to chance; the same seed gives the same faults.</summary>
    public int Seed { get; set; }

    /// <summary>The clock, which signatures, dates, delays and jobs follow; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets the log of the server; null, the default, for none.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
