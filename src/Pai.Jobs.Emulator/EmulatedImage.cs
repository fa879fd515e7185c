namespace Pai.Jobs.Emulator;

/// <summary>An image that the emulated AIWorkspace lists.</summary>
/// <param name="ImageId">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="ImageUri">The image with its tag.</param>
public sealed record EmulatedImage(string ImageId, string Name, string ImageUri)
{
    /// <summary>The description; null, the default, for none.</summary>
    public string? Description { get; init; }

    /// <summary>The workspace that it belongs to; null, the default, for an official image.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>The time of its creation, by which lists are sorted. Default: 2026-01-01, midnight UTC.</summary>
    public DateTimeOffset Created { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The labels, for instance <c>system.chipType</c>; none by default.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
