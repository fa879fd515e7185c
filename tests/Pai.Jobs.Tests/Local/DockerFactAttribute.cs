using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>A test that needs a Docker engine with a small image; where there is none, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerFactAttribute : FactAttribute
{
    public const string Image = "busybox:latest";

    private static readonly Lazy<bool> s_answers = new(static () =>
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", ["image", "inspect", Image])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            docker.StandardOutput.ReadToEnd();
            docker.WaitForExit();
            return docker.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    public DockerFactAttribute()
    {
        if (!s_answers.Value) Skip = $"No Docker engine answers here, or it does not have {Image} (docker pull {Image}).";
    }
}
