namespace Pai.Jobs.Hosting;

/// <summary>
/// The settings of a session in an application: the section <c>PaiJobs</c> of its configuration. What is not set comes from the environment
/// and the configuration file, as for any session (<see cref="PaiSessionBuilder"/>).
/// </summary>
/// <remarks>Credentials are not among them: keys do not belong into a configuration file.</remarks>
public sealed class PaiJobsOptions
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "PaiJobs";

    /// <summary>
    /// The name of the HTTP client that sessions send their requests with: <c>services.AddHttpClient(PaiJobsOptions.HttpClientName)</c>
    /// adds handlers to it.
    /// </summary>
    public const string HttpClientName = "Pai.Jobs";

    /// <inheritdoc cref="PaiSessionBuilder.Backend"/>
    public string? Backend { get; set; }

    /// <inheritdoc cref="PaiSessionBuilder.Region"/>
    public string? Region { get; set; }

    /// <inheritdoc cref="PaiSessionBuilder.WorkspaceId"/>
    public string? WorkspaceId { get; set; }

    /// <inheritdoc cref="PaiSessionBuilder.Bucket"/>
    public string? Bucket { get; set; }

    /// <inheritdoc cref="PaiSessionBuilder.OssEndpoint"/>
    public string? OssEndpoint { get; set; }

    /// <inheritdoc cref="PaiSessionBuilder.Network"/>
    public PaiNetwork? Network { get; set; }

    /// <inheritdoc cref="PaiSessionBuilder.PricesPath"/>
    public string? PricesPath { get; set; }

    /// <inheritdoc cref="PaiSessionBuilder.ConfigurationPath"/>
    public string? ConfigurationPath { get; set; }

    /// <summary>The options of the local backend.</summary>
    public PaiJobsLocalOptions Local { get; set; } = new();

    /// <summary>The options of the backend of PAI-DLC.</summary>
    public PaiJobsDlcOptions Dlc { get; set; } = new();

    /// <summary>The problems of the section that was read, each with its key.</summary>
    internal List<string> Problems { get; } = [];
}
