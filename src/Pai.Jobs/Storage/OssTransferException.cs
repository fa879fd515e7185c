namespace Pai.Jobs;

/// <summary>A transfer has failed, in whole or for some of its files. The others are complete and verified.</summary>
#pragma warning disable CA1032 // Without its failures the exception would say nothing.
public sealed class OssTransferException : PaiException
{
    private const int MaxInMessage = 20;

    /// <summary>Creates the exception.</summary>
    /// <param name="transfer">What failed, as the start of a sentence: <c>The upload of a to oss://b/c</c>.</param>
    /// <param name="failures">All that failed, at least one.</param>
    public OssTransferException(string transfer, IReadOnlyList<TransferFailure> failures)
        : base(Describe(transfer, failures), failures.FirstOrDefault(f => f.Exception is not null)?.Exception)
    {
        Failures = failures;
    }

    /// <summary>All that failed, at least one.</summary>
    public IReadOnlyList<TransferFailure> Failures { get; }

    private static string Describe(string transfer, IReadOnlyList<TransferFailure> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        if (failures.Count == 1) return $"{transfer} failed. {failures[0]}";
        var rest = failures.Count > MaxInMessage ? $"\n  - and {failures.Count - MaxInMessage} more" : "";
        return $"{transfer} failed for {failures.Count} files:"
            + string.Concat(failures.Take(MaxInMessage).Select(f => $"\n  - {f}")) + rest;
    }
}
