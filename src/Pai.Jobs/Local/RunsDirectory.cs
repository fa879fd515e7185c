namespace Pai.Jobs.Internal.Local;

/// <summary>Finds the folder of all runs.</summary>
internal static class RunsDirectory
{
    public static string Find(string? option, Func<string, string?> environment)
    {
        if ((NotEmpty(option) ?? NotEmpty(environment("PAI_JOBS_RUNS_DIR"))) is { } given) return FullPath(given);
        var state = NotEmpty(environment("XDG_STATE_HOME")) ?? Path.Combine(Home(environment), ".local", "state");
        return Path.Combine(FullPath(state), "pai-jobs", "runs");
    }

    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            throw new JobException(
                $"The folder of runs \"{path}\" is relative, and the current directory cannot be found: {e.Message} "
                + "Set PAI_JOBS_RUNS_DIR, or LocalBackendOptions.RunsDirectory, to an absolute path.",
                e);
        }
    }

    private static string Home(Func<string, string?> environment) =>
        NotEmpty(environment("HOME"))
        ?? NotEmpty(environment("USERPROFILE"))
        ?? throw new JobException(
            "There is no folder for runs: HOME is not set. Set PAI_JOBS_RUNS_DIR, or LocalBackendOptions.RunsDirectory.");

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
