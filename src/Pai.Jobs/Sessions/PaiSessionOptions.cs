using Microsoft.Extensions.Logging;

namespace Pai.Jobs;

/// <summary>How a <see cref="PaiSession"/> is made. What is not set comes from the environment, then from the configuration file.</summary>
public sealed class PaiSessionOptions
{
    /// <summary>
    /// The name of the backend: <c>local</c>. Not set: the variable <c>PAI_JOBS_BACKEND</c>, then the member <c>backend</c> of the
    /// configuration file, then <c>local</c>.
    /// </summary>
    public string? Backend { get; set; }

    /// <summary>A backend of your own; it wins over <see cref="Backend"/>, and the session disposes it.</summary>
    public IJobBackend? CustomBackend { get; set; }

    /// <summary>
    /// The region, for instance <c>cn-hangzhou</c>. Not set: the first of the variables <c>PAI_REGION_ID</c>,
    /// <c>ALIBABA_CLOUD_REGION_ID</c>, <c>REGION</c>, <c>REGION_ID</c> and <c>dsw_region</c> that is. The local backend needs none.
    /// </summary>
    public string? Region { get; set; }

    /// <summary>How the local backend runs jobs.</summary>
    public LocalBackendOptions Local { get; set; } = new();

    /// <summary>The configuration file, JSON. Default: the variable <c>PAI_CONFIG_PATH</c>, then <c>~/.pai/config.json</c>. It need not exist.</summary>
    public string? ConfigurationPath { get; set; }

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the library logs, under the category <c>Pai.Jobs</c>. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
