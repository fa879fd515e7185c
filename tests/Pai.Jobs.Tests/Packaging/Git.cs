using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>What git itself takes for ignored.</summary>
internal static class Git
{
    public static bool IsThere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "git")));

    public static void Init(string folder) => Run(folder, "init", "-q");

    /// <summary>The files that the ignore files of a folder leave, sorted, without the ignore files themselves.</summary>
    public static string[] Files(string folder) =>
        [.. Run(folder, "ls-files", "--others", "--exclude-per-directory=" + IgnoreRules.FileName, "-z")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(f => !f.EndsWith(IgnoreRules.FileName, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // The user's own configuration must not decide.
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}

/// <summary>A test that asks git; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute()
    {
        if (!Git.IsThere) Skip = "git is not installed";
    }
}
