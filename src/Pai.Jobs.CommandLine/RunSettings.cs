using System.CommandLine;
using System.Globalization;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs.CommandLine;

/// <summary>The options of a run and of its session, the same for every record.</summary>
internal sealed class RunSettings
{
    public static Option<string?> Backend { get; } =
        Text("--backend", "local|dlc", "This machine (local) or PAI-DLC (dlc). Default: the setting, then local.");

    public static Option<string?> Region { get; } = Text("--region", "region", "The region, for instance cn-hangzhou.");

    public static Option<string?> Workspace { get; } = Text("--workspace", "id", "The id of the workspace.");

    public static Option<string?> Config { get; } =
        Text("--config", "file", "The configuration file. Default: PAI_CONFIG_PATH, then ~/.pai/config.json.");

    public static Option<string?> Output { get; } =
        Text("--output", "text|json", "Data for people (text) or for programs (json). Default text.");

    public static Option<string?> Image { get; } = Text("--image", "image", "The image, instead of the record's.");

    public static Option<string?> InstanceType { get; } =
        Text("--instance-type", "type", "The instance type, or local; instead of the record's.");

    public static Option<string?> InstanceCount { get; } = Text("--instance-count", "count", "The number of nodes, 1 or more.");

    public static Option<string?> MaxRunTime { get; } =
        Text("--max-run-time", "time", "The longest time that the run may take, for instance 2h.");

    public static Option<string?> MaxCost { get; } =
        Text("--max-cost", "amount", "Refuse the run if it can cost more, for instance \"50 CNY\". It needs a prices file.");

    public static Option<string?> OutputPath { get; } =
        Text("--output-path", "location", "The folder of outputs without a location of their own.");

    public static Option<string?> JobName { get; } = Text("--job-name", "name", "The name of the run.");

    public static Option<string?> Key { get; } = Text("--key", "key", "A submit key: however often it is given, there is one run.");

    public static Option<string[]> Env { get; } =
        Many("--env", "NAME=VALUE", "An environment variable of the job. May be given several times.");

    public static Option<string[]> SecretEnv { get; } =
        Many("--secret-env", "NAME=REFERENCE", "An environment variable from a secret: env:NAME, file:PATH or user-secrets:ID#KEY.");

    public static Option<string[]> Label { get; } = Many("--label", "NAME=VALUE", "A label of the job. May be given several times.");

    public static Option<bool> Detach { get; } = new("--detach") { Description = "Submit the job, and do not wait for it." };

    public static Option<string?> Timeout { get; } =
        Text("--timeout", "time", "Wait no longer than this. The job continues, and the exit code is 124.");

    public static Option<string?> File { get; } =
        new("--file", "-o") { HelpName = "file", Description = "The file to write. Default: standard output." };

    /// <summary>The options that choose the session and the form of the output.</summary>
    public static IReadOnlyList<Option> OfSession { get; } = [Backend, Region, Workspace, Config, Output];

    /// <summary>The options that change a run.</summary>
    public static IReadOnlyList<Option> OfRun { get; } =
        [Image, InstanceType, InstanceCount, MaxRunTime, MaxCost, OutputPath, JobName, Key, Env, SecretEnv, Label];

    /// <summary>The names that no option of a record has.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(
        OfSession.Concat(OfRun).Concat([Detach, Timeout, File]).Select(o => o.Name).Concat(["--help", "--version"]),
        StringComparer.Ordinal);

    public static bool IsJson(ParseResult result) => result.GetValue(Output) == "json";

    public static PaiSessionBuilder CreateBuilder(ParseResult result)
    {
        var builder = PaiSession.CreateBuilder();
        builder.Backend = result.GetValue(Backend);
        builder.Region = result.GetValue(Region);
        builder.WorkspaceId = result.GetValue(Workspace);
        builder.ConfigurationPath = result.GetValue(Config);
        return builder;
    }

    /// <summary>The options of the run; what is wrong with them goes to the problems.</summary>
    public static RunOptions Read(ParseResult result, List<string> problems)
    {
        var environment = new Dictionary<string, EnvironmentValue?>(StringComparer.Ordinal);
        foreach (var (name, value) in Pairs(result, Env, problems)) environment[name] = value;
        foreach (var (name, reference) in Pairs(result, SecretEnv, problems))
        {
            if (Secret.TryParse(reference, out var secret)) environment[name] = secret;
            else
                problems.Add($"--secret-env {name} needs a reference to a secret: env:NAME, file:PATH or user-secrets:ID#KEY.");
        }

        if (result.GetValue(Output) is { } output && output is not ("text" or "json"))
            problems.Add($"--output \"{output}\" is not a form of output: write text or json.");
        return new()
        {
            Image = result.GetValue(Image),
            InstanceType = result.GetValue(InstanceType),
            InstanceCount = Count(result.GetValue(InstanceCount), problems),
            MaxRunTime = Duration(result, MaxRunTime, problems),
            MaxCost = Amount(result.GetValue(MaxCost), problems),
            OutputPath = Location(result.GetValue(OutputPath), problems),
            JobName = result.GetValue(JobName),
            SubmitKey = result.GetValue(Key),
            Environment = environment,
            Labels = Pairs(result, Label, problems).ToDictionary(p => p.Name, p => (string?)p.Value),
        };
    }

    public static TimeSpan? Duration(ParseResult result, Option<string?> option, List<string> problems)
    {
        if (result.GetResult(option) is null || result.GetValue(option) is not { } text) return null;
        if (DurationText.TryParse(text, out var duration)) return duration;
        problems.Add($"{option.Name} \"{text}\" must be {DurationText.Form}.");
        return null;
    }

    private static Money? Amount(string? text, List<string> problems)
    {
        if (text is null) return null;
        if (MoneyText.ProblemOf(text, out var amount, out var currency) is not { } problem) return new(amount, currency);
        problems.Add($"--max-cost \"{text}\": {problem}.");
        return null;
    }

    private static int? Count(string? text, List<string> problems)
    {
        if (text is null) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0) return count;
        problems.Add($"--instance-count \"{text}\" must be a whole number of 1 or more.");
        return null;
    }

    private static DataLocation? Location(string? text, List<string> problems)
    {
        if (text is null) return null;
        if (DataLocation.TryParse(text, out var location, out var problem)) return location;
        problems.Add($"--output-path: {problem}");
        return null;
    }

    private static List<(string Name, string Value)> Pairs(ParseResult result, Option<string[]> option, List<string> problems)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var text in result.GetValue(option) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) problems.Add($"{option.Name} needs a name and a value: write {option.HelpName}.");
            else if (pairs.Exists(p => p.Name == text[..at])) problems.Add($"{option.Name} gives \"{text[..at]}\" twice.");
            else pairs.Add((text[..at], text[(at + 1)..]));
        }

        return pairs;
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    private static Option<string[]> Many(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
