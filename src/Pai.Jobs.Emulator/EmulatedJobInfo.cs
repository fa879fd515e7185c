namespace Pai.Jobs.Emulator;

/// <summary>A job on the emulated PAI-DLC.</summary>
public sealed record EmulatedJobInfo
{
    /// <summary>The id.</summary>
    public required string JobId { get; init; }

    /// <summary>The name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The workspace; empty where the request named none.</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>The command of all pods.</summary>
    public required string UserCommand { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Envs { get; init; }

    /// <summary>The tags of its settings, and those of TagResources.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The status; <c>Creating</c> when a script is asked for.</summary>
    public required string Status { get; init; }

    /// <summary>The time of its creation.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The body of CreateJob: JSON.</summary>
    public required string Request { get; init; }
}
