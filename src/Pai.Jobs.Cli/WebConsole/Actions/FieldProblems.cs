namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Problems of a job as those of the fields of a form.</summary>
internal static class FieldProblems
{
    public static IReadOnlyList<ProblemJson> Of(IEnumerable<JobProblem> problems) =>
        [.. problems.Select(p => new ProblemJson(MemberOf(p.Subject), p.Message))];

    /// <summary>The name in <c>parameter "name"</c>: the page shows the problem at its field.</summary>
    private static string MemberOf(string subject) =>
        subject.StartsWith("parameter \"", StringComparison.Ordinal) && subject.EndsWith('"')
            ? subject["parameter \"".Length..^1]
            : subject;
}
