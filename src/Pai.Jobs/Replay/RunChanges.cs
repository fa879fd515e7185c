namespace Pai.Jobs.Internal.Replay;

/// <summary>The values that another run of a job has instead of the recorded ones.</summary>
internal sealed record RunChanges
{
    /// <summary>
    /// The string forms of parameters, by name; a secret's is its reference (<c>env:NAME</c>). Null leaves the parameter out.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; init; } = new Dictionary<string, string?>();

    /// <summary>The locations of inputs, by channel; null leaves an optional one without data.</summary>
    public IReadOnlyDictionary<string, string?> Inputs { get; init; } = new Dictionary<string, string?>();

    /// <summary>The locations of outputs, by channel; null: a new one, also where the record has a default.</summary>
    public IReadOnlyDictionary<string, string?> Outputs { get; init; } = new Dictionary<string, string?>();

    /// <summary>Environment variables by name; null leaves one out.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue?> Environment { get; init; } = new Dictionary<string, EnvironmentValue?>();

    /// <summary>The folder with the code, instead of the recorded archive; null: the archive.</summary>
    public string? SourceDir { get; init; }

    /// <summary>The image; null: the recorded one.</summary>
    public string? Image { get; init; }

    /// <summary>The instance type; null: the recorded one.</summary>
    public string? InstanceType { get; init; }

    /// <summary>Settings to leave out.</summary>
    public JobProperties Unset { get; init; }

    /// <summary>True for a run on this machine, whatever the recorded one was on.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Labels to add.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();
}
