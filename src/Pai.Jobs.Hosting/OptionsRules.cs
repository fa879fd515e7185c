using Microsoft.Extensions.Options;
using Pai.Jobs.Hosting;
using Pai.Jobs.Internal.OpenApi;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Hosting;

/// <summary>Checks the options of a session when the application starts, and tells all problems at once.</summary>
internal sealed class OptionsRules : IValidateOptions<PaiJobsOptions>
{
    public ValidateOptionsResult Validate(string? name, PaiJobsOptions options)
    {
        var path = SectionReader.PathOf(name);
        List<string> problems = [.. options.Problems, .. ProblemsOf(options).Select(p => $"{path}:{p}")];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(PaiJobsOptions options)
    {
        if (options.Backend is { } backend && backend is not ("local" or "dlc"))
            yield return $"Backend is \"{backend}\"; it must be \"local\" or \"dlc\".";
        if (options.Region is { } region && !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return $"Region is \"{region}\"; a region is as \"cn-hangzhou\".";
        if (options.WorkspaceId is { } workspace && !workspace.All(char.IsAsciiDigit))
            yield return $"WorkspaceId is \"{workspace}\"; it must be digits.";
        if (options.Network is { } network && !Enum.IsDefined(network))
            yield return $"Network is {network}; it must be one of {string.Join(", ", Enum.GetNames<PaiNetwork>())}.";
        if (options.Bucket is { } bucket && bucket.AsSpan().ContainsAny('/', ':'))
            yield return $"Bucket is \"{bucket}\"; it must be the name only.";
        if (options.Local.Isolation is { } isolation && !Enum.IsDefined(isolation))
            yield return $"Local:Isolation is {isolation}; it must be one of {string.Join(", ", Enum.GetNames<LocalIsolation>())}.";
        if (options.Local.GracePeriod is { } grace && grace < TimeSpan.Zero)
            yield return $"Local:GracePeriod is {grace}; it must be zero or more.";
        if (options.Local.KeepWorkFiles is { } keep && keep < TimeSpan.Zero)
            yield return $"Local:KeepWorkFiles is {keep}; it must be zero or more.";
        if (options.Local.InputCacheBytes is { } bytes && bytes < 0)
            yield return $"Local:InputCacheBytes is {bytes}; it must be zero or more.";
        foreach (var variable in options.Local.PassEnvironment)
        {
            if (variable.AsSpan().ContainsAny('=', '\0'))
                yield return $"Local:PassEnvironment has \"{variable}\", which is not the name of a variable.";
        }

        // Whether the region is known, only the session finds out: the environment may have it.
        if (ProblemOf(options.OssEndpoint, e => OssEndpoint.Parse(e, region: "cn-hangzhou")) is { } oss)
            yield return $"OssEndpoint: {oss}";
        if (ProblemOf(options.Dlc.Endpoint, e => ApiEndpoint.Parse(ApiService.Dlc, e)) is { } dlc) yield return $"Dlc:Endpoint: {dlc}";
        if (ProblemOf(options.Dlc.WorkspaceEndpoint, e => ApiEndpoint.Parse(ApiService.AiWorkspace, e)) is { } workspaces)
            yield return $"Dlc:WorkspaceEndpoint: {workspaces}";
        if (options.Dlc.MaxParallel is { } parallel && parallel < 1)
            yield return $"Dlc:MaxParallel is {parallel}; it must be greater than zero.";
        if (options.Dlc.ConsoleUrl is { IsAbsoluteUri: false } url)
            yield return $"Dlc:ConsoleUrl is \"{url}\"; it must be an absolute URL.";
    }

    private static string? ProblemOf(string? endpoint, Action<string> parse)
    {
        if (string.IsNullOrWhiteSpace(endpoint)) return null;
        try
        {
            parse(endpoint.Trim());
            return null;
        }
        catch (ArgumentException e)
        {
            // Without the line about the parameter.
            return e.ParamName is { } name ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
        }
    }
}
