using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Validation;

/// <summary>Name, command, variables, labels and requirements.</summary>
internal static partial class RunRules
{
    public static void Check(JobSubmission job, List<JobProblem> problems)
    {
        CheckName(job.JobName, problems);
        CheckKey(job.SubmitKey, problems);
        CheckCommand(job.Command, problems);
        if (!Enum.IsDefined(job.JobType))
            problems.Add(new("JobType", $"is {job.JobType}; it must be one of {string.Join(", ", Enum.GetNames<JobType>())}."));
        if (job.MaxRunTime is { } time && time <= TimeSpan.Zero)
            problems.Add(new("MaxRunTime", $"is {time}; it must be greater than zero. Leave it out for no limit."));
        foreach (var requirement in job.Requirements)
            if (RequirementLine.ProblemOf(requirement) is { } problem)
                problems.Add(new("Requirements", $"\"{requirement}\" is not a requirement: {problem}."));
        CheckEnvironment(job.Environment, problems);
        CheckLabels(job.Labels, problems);
    }

    private static void CheckName(string name, List<JobProblem> problems)
    {
        if (name.Length is 0 or > SubmissionLimits.MaxJobNameLength)
        {
            problems.Add(new("JobName", $"has {name.Length} characters; 1 to {SubmissionLimits.MaxJobNameLength} are allowed."));
        }
        else if (name is "." or "..")
        {
            problems.Add(new("JobName", $"is \"{name}\", which leads to another folder below OutputPath. Give it a letter or a digit."));
        }
        else if (!NamePattern().IsMatch(name))
        {
            problems.Add(new(
                "JobName",
                $"\"{name}\" may have letters, digits, _ . and - only, for instance \"{NotInName().Replace(name, "_")}\"."));
        }
    }

    private static void CheckKey(string? key, List<JobProblem> problems)
    {
        if (key is null) return;
        if (key.Length is 0 or > SubmissionLimits.MaxSubmitKeyLength)
            problems.Add(new("SubmitKey", $"has {key.Length} characters; 1 to {SubmissionLimits.MaxSubmitKeyLength} are allowed."));
        if (key.Any(char.IsControl)) problems.Add(new("SubmitKey", "has a control character, such as a line end."));
        if (!UnicodeText.IsValid(key)) problems.Add(new("SubmitKey", "is not valid Unicode."));
    }

    private static void CheckCommand(JobCommand command, List<JobProblem> problems)
    {
        if (command.ShellText is { } text)
        {
            if (string.IsNullOrWhiteSpace(text)) problems.Add(new("Command", "is empty."));
            if (text.Contains('\0', StringComparison.Ordinal)) problems.Add(new("Command", "has a NUL character."));
            if (!UnicodeText.IsValid(text)) problems.Add(new("Command", "is not valid Unicode."));
            return;
        }

        if (command.Arguments.Count == 0 || string.IsNullOrEmpty(command.Arguments[0]))
            problems.Add(new("Command", "names no program: its first argument is missing or empty."));
        if (command.Arguments.Any(a => a is null || a.Contains('\0', StringComparison.Ordinal)))
            problems.Add(new("Command", "has an argument that is null or has a NUL character."));
        if (command.Arguments.Any(a => a is not null && !UnicodeText.IsValid(a)))
            problems.Add(new("Command", "has an argument that is not valid Unicode."));
    }

    private static void CheckEnvironment(IReadOnlyDictionary<string, EnvironmentValue> environment, List<JobProblem> problems)
    {
        foreach (var (name, value) in environment)
        {
            var subject = $"environment variable \"{name}\"";
            if (!VariablePattern().IsMatch(name))
                problems.Add(new(subject, "may have letters, digits and _ only, and not start with a digit."));
            else if (name.StartsWith("PAI_", StringComparison.Ordinal))
                problems.Add(new(subject, "starts with PAI_, which is reserved for the contract of the container."));
            if (value is null) problems.Add(new(subject, "has a value that is null."));
            else if (value.Text is { } text && VariableText.Check(name, text) is { } problem) problems.Add(new(subject, problem));
        }
    }

    private static void CheckLabels(IReadOnlyDictionary<string, string> labels, List<JobProblem> problems)
    {
        if (labels.Count > SubmissionLimits.MaxLabels)
        {
            var own = labels.Keys.Count(name => name.StartsWith("pai-jobs-", StringComparison.Ordinal));
            var some = own == 0 ? "" : $", with {own} of this library (pai-jobs-…)";
            problems.Add(new("Labels", $"are {labels.Count}{some}; at most {SubmissionLimits.MaxLabels} are allowed."));
        }

        foreach (var (name, value) in labels)
        {
            var subject = $"label \"{name}\"";
            if (name.Length is 0 or > SubmissionLimits.MaxLabelLength)
                problems.Add(new(subject, $"has a name of {name.Length} characters; 1 to {SubmissionLimits.MaxLabelLength} are allowed."));
            if (name.StartsWith("aliyun", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("acs:", StringComparison.OrdinalIgnoreCase))
            {
                problems.Add(new(subject, "starts with aliyun or acs:, which is reserved for the service."));
            }

            if (name.Contains("://", StringComparison.Ordinal) || value?.Contains("://", StringComparison.Ordinal) == true)
                problems.Add(new(subject, "contains a URL (://), which the service refuses."));
            if (value is null || value.Length > SubmissionLimits.MaxLabelLength)
                problems.Add(new(subject, $"has a value that is null or longer than {SubmissionLimits.MaxLabelLength} characters."));
        }
    }

    [GeneratedRegex(SubmissionLimits.JobNamePattern)]
    private static partial Regex NamePattern();

    [GeneratedRegex(SubmissionLimits.NotInJobNamePattern)]
    private static partial Regex NotInName();

    [GeneratedRegex(SubmissionLimits.VariablePattern)]
    private static partial Regex VariablePattern();
}
