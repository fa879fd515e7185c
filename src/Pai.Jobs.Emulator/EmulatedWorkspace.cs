namespace Pai.Jobs.Emulator;

/// <summary>A workspace of the emulated AIWorkspace.</summary>
/// <param name="WorkspaceId">The id.</param>
/// <param name="Name">The name.</param>
public sealed record EmulatedWorkspace(string WorkspaceId, string Name)
{
    /// <summary>The description; empty by default.</summary>
    public string Description { get; init; } = "";

    /// <summary>True for the account's default workspace; false by default.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The time of its creation, by which lists are sorted. Default: 2026-01-01, midnight UTC.</summary>
    public DateTimeOffset Created { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The settings, for instance <c>modelExportPath</c> for the default storage; none by default.</summary>
    public IReadOnlyDictionary<string, string> Configs { get; init; } = new Dictionary<string, string>();
}
