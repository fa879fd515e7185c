namespace Pai.Jobs.Package.Tests;

/// <summary>A test that compiles ahead of time, which needs a native linker. It is skipped where there is none, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinkerFactAttribute : FactAttribute
{
    public LinkerFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !IsOnPath("clang") && !IsOnPath("gcc"))
            Skip = "Compiling ahead of time needs clang or gcc.";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, program)));
}
