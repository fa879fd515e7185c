namespace Pai.Jobs;

/// <summary>The values that a job was submitted with, as a backend kept them.</summary>
public sealed record SubmittedValues
{
    /// <summary>The full name of the record in C#.</summary>
    public required string RecordName { get; init; }

    /// <summary>The input channels that had data.</summary>
    public IReadOnlyDictionary<string, DataLocation> Inputs { get; init; } = new Dictionary<string, DataLocation>();

    /// <summary>
    /// The locations that inputs of the submitting machine were uploaded to, by channel; those in the cloud are not among them.
    /// </summary>
    public IReadOnlyDictionary<string, DataLocation> UploadedInputs { get; init; } = new Dictionary<string, DataLocation>();

    /// <summary>The output channels whose location was given; one that the backend chose is not among them.</summary>
    public IReadOnlyDictionary<string, DataLocation> Outputs { get; init; } = new Dictionary<string, DataLocation>();

    /// <summary>The parameters in their string form; a secret as its reference. An inline secret is not among them.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The job as a job file, whose paths are from the root; null where it is not on record.</summary>
    internal string? JobFile { get; init; }

    /// <summary>The secrets that are not on record, as subjects of problems.</summary>
    internal IReadOnlyList<string> UnrecordedSecrets { get; init; } = [];
}
