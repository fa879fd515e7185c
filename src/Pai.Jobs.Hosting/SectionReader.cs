using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pai.Jobs.Hosting;

namespace Pai.Jobs.Internal.Hosting;

/// <summary>
/// Binds the section of a session. Wrong keys and values are left out and kept as problems, so that one start shows all of them.
/// </summary>
/// <param name="sessions">The sessions that are added.</param>
/// <param name="configuration">The application's; null where it has none, and code sets the options.</param>
internal sealed class SectionReader(SessionNames sessions, IConfiguration? configuration = null) : IConfigureNamedOptions<PaiJobsOptions>
{
    /// <summary>The path of the section of a session.</summary>
    public static string PathOf(string? name) =>
        string.IsNullOrEmpty(name) ? PaiJobsOptions.SectionName : $"{PaiJobsOptions.SectionName}:{SectionKeys.Sessions}:{name}";

    public void Configure(PaiJobsOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, PaiJobsOptions options)
    {
        if (configuration is null) return;
        if (sessions.IsFirst(name)) AddUnknownSessions(options.Problems, configuration);
        var path = PathOf(name);
        var taken = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in configuration.GetSection(path).AsEnumerable(makePathsRelative: true))
        {
            // An empty variable of the environment is as good as none.
            if (string.IsNullOrWhiteSpace(value) || IsOfNamed(name, key)) continue;
            if (SectionKeys.ProblemOf(key, value) is { } problem) options.Problems.Add($"{path}:{key} {problem}");
            else taken[key] = value;
        }

        new ConfigurationBuilder().AddInMemoryCollection(taken).Build().Bind(options);
    }

    private void AddUnknownSessions(List<string> problems, IConfiguration all)
    {
        foreach (var section in all.GetSection($"{PaiJobsOptions.SectionName}:{SectionKeys.Sessions}").GetChildren())
            if (sessions.ProblemOf(section.Key) is { } problem) problems.Add($"{section.Path} {problem}");
    }

    private static bool IsOfNamed(string? name, string key) =>
        string.IsNullOrEmpty(name) && key.StartsWith(SectionKeys.Sessions + ":", StringComparison.OrdinalIgnoreCase);
}
