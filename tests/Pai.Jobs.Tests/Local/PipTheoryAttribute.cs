using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>A theory that needs Python with pip; where the machine has none, it is skipped and says so, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PipTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> s_hasPip = new(static () =>
    {
        try
        {
            using var pip = Process.Start(new ProcessStartInfo("python3", ["-m", "pip", "--version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            pip.WaitForExit();
            return pip.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    public PipTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !s_hasPip.Value) Skip = "python3 -m pip does not work here.";
    }
}
