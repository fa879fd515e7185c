namespace Pai.Jobs.Internal.Validation;

/// <summary>The limits of the service. The analyzers compile this file too, so that they say the same as the validation.</summary>
internal static class SubmissionLimits
{
    /// <summary>The shape of an image reference as the OCI distribution specification has it: host, path, and a tag or a digest.</summary>
    public const string ImagePattern =
        @"\A(?:[A-Za-z0-9.\-]+(?::\d+)?/)?[a-z0-9]+(?:[._\-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._\-]+[a-z0-9]+)*)*"
        + @"(?::\w[\w.\-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]{32,})?\z";

    /// <summary>The characters of a job's name.</summary>
    public const string JobNamePattern = @"\A[A-Za-z0-9_.\-]+\z";

    /// <summary>The characters that a job's name cannot have.</summary>
    public const string NotInJobNamePattern = @"[^A-Za-z0-9_.\-]";

    /// <summary>The name of an environment variable.</summary>
    public const string VariablePattern = @"\A[A-Za-z_][A-Za-z0-9_]*\z";

    /// <summary>The longest name of a job, in characters.</summary>
    public const int MaxJobNameLength = 256;

    /// <summary>The number of characters that a run adds to its record's name: <c>_yyyyMMdd_HHmmss_</c> and six random ones.</summary>
    public const int JobNameSuffixLength = 23;

    /// <summary>The longest submit key, in characters.</summary>
    public const int MaxSubmitKeyLength = 256;

    /// <summary>The most labels that a job may have.</summary>
    public const int MaxLabels = 20;

    /// <summary>The longest name and the longest value of a label, in characters.</summary>
    public const int MaxLabelLength = 128;

    /// <summary>The lowest and the highest priority.</summary>
    public const int MinPriority = 1, MaxPriority = 9;
}
