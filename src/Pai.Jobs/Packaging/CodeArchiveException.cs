namespace Pai.Jobs;

/// <summary>The code of a job cannot be packed. Nothing was written.</summary>
#pragma warning disable CA1032 // Without its problems the exception would say nothing.
public sealed class CodeArchiveException : JobException
{
    internal CodeArchiveException(string sourcePath, IReadOnlyList<string> problems, Exception? innerException = null)
        : base($"The code in {sourcePath} cannot be packed" + Describe(problems), innerException)
    {
        Problems = problems;
    }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Describe(IReadOnlyList<string> problems) =>
        problems.Count == 1 ? $": {problems[0]}" : $", for {problems.Count} reasons:" + string.Concat(problems.Select(p => "\n  - " + p));
}
