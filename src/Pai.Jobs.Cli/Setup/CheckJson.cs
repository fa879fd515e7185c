namespace Pai.Jobs.Cli.Setup;

/// <summary>One check of <c>doctor</c>, in JSON.</summary>
/// <param name="Check">The thing that was checked.</param>
/// <param name="Result">The result.</param>
/// <param name="Value">What is there.</param>
/// <param name="Source">Where a setting comes from.</param>
/// <param name="Advice">What to do; null where all is well.</param>
internal sealed record CheckJson(string Check, CheckResult Result, string? Value, string? Source, string? Advice);

/// <summary>The result of <c>init</c>, in JSON.</summary>
/// <param name="Written">The file that was written.</param>
/// <param name="Checks">The checks of the cloud; none with <c>--no-check</c>.</param>
internal sealed record InitJson(string Written, IReadOnlyList<CheckJson> Checks);

/// <summary>The result of a check.</summary>
internal enum CheckResult
{
    Ok,

    /// <summary>Not set up, and not needed for all that the tool does.</summary>
    Skipped,
    Problem,
}
