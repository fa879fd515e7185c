namespace Pai.Jobs;

/// <summary>One source of credentials that was tried, and gave no key.</summary>
/// <param name="Source">The source, for instance <c>env</c> or <c>cli_profile</c>.</param>
/// <param name="Reason">The value that was looked for, where, and the fault. It contains no secret.</param>
public sealed record PaiCredentialsAttempt(string Source, string Reason)
{
    /// <summary>Source and reason on one line.</summary>
    public override string ToString() => $"{Source}: {Reason}";
}
