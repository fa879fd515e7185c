namespace Pai.Jobs.Internal.Local;

/// <summary>The command of a sandbox, and the files that it sees. A sandbox knows nothing else of a job.</summary>
internal sealed record SandboxSpec
{
    /// <summary>A name that no other sandbox of this machine has.</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments, with paths as they are in the sandbox. No shell interprets them.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>
    /// The variables that the command gets, beside those of the supervisor's environment. None is a secret: they are written to a file.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of those variables in the supervisor's environment that a sandbox hands on only when it is told to.</summary>
    public IReadOnlyCollection<string> PassedVariables { get; init; } = [];

    /// <summary>The mounts. One may be below another.</summary>
    public required IReadOnlyList<SandboxMount> Mounts { get; init; }

    /// <summary>Paths of this machine that cannot be written to at their own places, as the sources of read-only mounts cannot.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>True if a container has the machine's network, so that it finds others on the loopback address.</summary>
    public bool SharesNetwork { get; init; }

    /// <summary>The image, where the sandbox is a container.</summary>
    public string? Image { get; init; }
}
