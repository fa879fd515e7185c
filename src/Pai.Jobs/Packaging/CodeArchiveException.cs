namespace Pai.Jobs;

/// <summary>The code of a job cannot be packed. Nothing was written.</summary>
#pragma warning disable CA1032 // Without its problems the exception would say nothing.
public sealed class CodeArchiveException : JobException
{
    internal CodeArchiveException(string sourcePath, IReadOnlyList<string> problems, Exception? innerException = null)
        : base(
            problems.Count == 1
                ? $"The code in {sourcePath} cannot be packed: {problems[0]}"
                : $"The code in {sourcePath} cannot be packed, for {problems.Count} reasons:" + string.Concat(problems.Select(p => "\n  - " + p)),
            innerException)
    {
        Problems = problems;
    }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Problems { get; }
}
