using System.ComponentModel;
using System.Diagnostics;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Internal.Replay;

/// <summary>Finds out whether a Docker engine answers on this machine.</summary>
internal static class DockerEngine
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    public static async Task<bool> AnswersAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Programs.Find("docker") is not { } docker) return false;
        using var timeout = new CancellationTokenSource(s_timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var start = new ProcessStartInfo(docker, ["version", "--format", "{{.Server.Version}}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            try
            {
                await Task.WhenAll(
                    process.StandardOutput.ReadToEndAsync(either.Token), process.StandardError.ReadToEndAsync(either.Token))
                    .ConfigureAwait(false);
                await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
                return process.ExitCode == 0;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                return false;
            }
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
