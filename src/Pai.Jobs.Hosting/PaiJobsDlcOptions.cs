namespace Pai.Jobs.Hosting;

/// <summary>The part <c>Dlc</c> of <see cref="PaiJobsOptions"/>. Null: the default of <see cref="DlcBackendOptions"/>.</summary>
public sealed class PaiJobsDlcOptions
{
    /// <inheritdoc cref="DlcBackendOptions.Endpoint"/>
    public string? Endpoint { get; set; }

    /// <inheritdoc cref="DlcBackendOptions.WorkspaceEndpoint"/>
    public string? WorkspaceEndpoint { get; set; }

    /// <inheritdoc cref="DlcBackendOptions.ConsoleUrl"/>
    public Uri? ConsoleUrl { get; set; }

    /// <inheritdoc cref="DlcBackendOptions.MaxParallel"/>
    public int? MaxParallel { get; set; }
}
