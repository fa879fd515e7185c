namespace Pai.Jobs.Hosting;

/// <summary>The part <c>Local</c> of <see cref="PaiJobsOptions"/>. Null: the default of <see cref="LocalBackendOptions"/>.</summary>
public sealed class PaiJobsLocalOptions
{
    /// <inheritdoc cref="LocalBackendOptions.RunsDirectory"/>
    public string? RunsDirectory { get; set; }

    /// <inheritdoc cref="LocalBackendOptions.Isolation"/>
    public LocalIsolation? Isolation { get; set; }

    /// <inheritdoc cref="LocalBackendOptions.AsRoot"/>
    public bool? AsRoot { get; set; }

    /// <inheritdoc cref="LocalBackendOptions.GracePeriod"/>
    public TimeSpan? GracePeriod { get; set; }

    /// <inheritdoc cref="LocalBackendOptions.KeepWorkFiles"/>
    public TimeSpan? KeepWorkFiles { get; set; }

    /// <inheritdoc cref="LocalBackendOptions.InputCacheBytes"/>
    public long? InputCacheBytes { get; set; }

    /// <inheritdoc cref="LocalBackendOptions.PassEnvironment"/>
    public IList<string> PassEnvironment { get; } = [];
}
