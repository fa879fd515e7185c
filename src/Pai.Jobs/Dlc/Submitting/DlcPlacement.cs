namespace Pai.Jobs.Internal.Dlc;

/// <summary>The facts that creating a job needs beside its submission, all of them looked up before.</summary>
internal sealed record DlcPlacement
{
    /// <summary>The region id.</summary>
    public required string Region { get; init; }

    /// <summary>The workspace. Without one the service would take the caller's default, silently.</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>The full reference of the image.</summary>
    public required string Image { get; init; }

    /// <summary>The marker, whose tag the job carries.</summary>
    public required JobMarker Marker { get; init; }

    /// <summary>The mounts: the channels, the config folder and the code.</summary>
    public required IReadOnlyList<DlcMount> Mounts { get; init; }

    /// <summary>The password of the image's registry; null for none.</summary>
    public string? RegistryPassword { get; init; }

    /// <summary>The values of the job's secrets, by variable.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();
}
