using System.Globalization;

namespace Pai.Jobs.Internal.Submitting;

/// <summary>The labels that link the tries of one run and the runs of one batch, and the submit key of each try.</summary>
internal static class JobTries
{
    /// <summary>The label with the same value on all tries of a run.</summary>
    public const string RunLabel = "pai-jobs-run";

    /// <summary>The label with the number of the try, from 1.</summary>
    public const string TryLabel = "pai-jobs-try";

    /// <summary>The label with the same value on all runs of a batch.</summary>
    public const string BatchLabel = "pai-jobs-batch";

    /// <summary>The longest addition of <see cref="KeyOf"/>, in characters.</summary>
    public const int MaxSuffixLength = 16;

    /// <summary>True for a label that the library adds.</summary>
    public static bool IsLabel(string name) => name is RunLabel or TryLabel or BatchLabel;

    /// <summary>The key of a try: the first has that of the run.</summary>
    public static string KeyOf(string key, int number) =>
        number == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}/try-{number}");
}
