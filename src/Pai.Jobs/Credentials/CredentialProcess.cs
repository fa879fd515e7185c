using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Runs a program for at most 60 seconds, without a shell, and reads what it prints.</summary>
internal sealed class CredentialProcess(CredentialContext context)
{
    private const int MaxOutput = 256 << 10;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <exception cref="SourceException">It cannot be started, fails, takes too long, or prints too much.</exception>
    public async Task<byte[]> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        using var timeout = new CancellationTokenSource(s_limit, context.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            process.StandardInput.Close();
            // Both pipes are read while it runs: it would wait on a full one.
            var output = LimitedReader.ReadAsync(process.StandardOutput.BaseStream, MaxOutput, both.Token);
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, both.Token);
            var bytes = await output.ConfigureAwait(false)
                ?? throw new SourceException($"The program {command[0]} printed more than 256 KiB.");
            await errors.ConfigureAwait(false);
            await process.WaitForExitAsync(both.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? bytes
                : throw new SourceException($"The program {command[0]} ended with exit code {process.ExitCode}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException($"The program {command[0]} took longer than {Times.Seconds(s_limit)}, and was stopped.");
        }
        catch (IOException e)
        {
            throw new SourceException($"The output of the program {command[0]} cannot be read: {e.Message}");
        }
        finally
        {
            Kill(process);
        }
    }

    private Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(FindProgram(command[0]))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException or ArgumentException)
        {
            // The exception's own message names the program and the current directory only, but not in every version.
            var error = e is Win32Exception native ? $"error {native.NativeErrorCode}" : e.GetType().Name;
            throw new SourceException($"The program {command[0]} cannot be started ({error}).");
        }
    }

    /// <summary>On the path. .NET would look beside this program and in the current directory first.</summary>
    private string FindProgram(string name)
    {
        if (name.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)) return name;
        string[] names = OperatingSystem.IsWindows() ? [name, name + ".exe"] : [name];
        var paths = from folder in (context.Variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").Split(Path.PathSeparator)
                    where Path.IsPathFullyQualified(folder)
                    from file in names
                    select Path.Combine(folder, file);
        return paths.FirstOrDefault(File.Exists) ?? throw new SourceException($"The program {name} is not on the path (PATH).");
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // It has just ended.
        }
    }
}
