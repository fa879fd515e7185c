using System.Collections;
using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Local;

/// <summary>Finds what a job's variables lead to below <c>/tmp</c>: in a namespace that is a folder of the run's own, without it.</summary>
internal static class HiddenPaths
{
    /// <summary>A sentence for each variable.</summary>
    public static IEnumerable<string> Notes(JobSubmission job, LocalIsolation isolation, IReadOnlyList<string> passEnvironment)
    {
        if (isolation != LocalIsolation.Namespace) return [];
        var machine = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value));
        var variables = SupervisorEnvironment.Select(machine, passEnvironment);
        foreach (var (name, value) in job.Environment)
            if (value?.Text is { } text) variables[name] = text;
        return from variable in variables
               orderby variable.Key
               let hidden = variable.Value.Split(':').Where(IsHidden).ToList()
               where hidden.Count > 0
               select $"The variable {variable.Key} leads to {string.Join(", ", hidden)}, which the job does not see: in Namespace "
                   + "isolation /tmp is its own. Move that out of /tmp, or use the Process isolation.";
    }

    private static bool IsHidden(string path) =>
        path.StartsWith('/') && path != "/tmp" && RealPath.IsAtOrBelow(RealPath.Of(path), "/tmp") && Path.Exists(path);
}
