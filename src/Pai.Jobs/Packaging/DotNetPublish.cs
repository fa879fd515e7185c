using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>Runs <c>dotnet publish</c>.</summary>
internal static class DotNetPublish
{
    private const int MaxLines = 20;

    private const string HowToInstall =
        "Install the .NET SDK (https://dotnet.microsoft.com/download), or publish the project elsewhere, and set SourceDir to its folder.";

    /// <summary>The variables that MSBuild sets for its own child processes, and that another MSBuild would use.</summary>
    private static readonly string[] s_notInherited =
        ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly"];

    /// <summary>
    /// The program <c>dotnet</c>: the one that runs this program, else the one of <c>DOTNET_ROOT</c>, else the one of the search path.
    /// </summary>
    public static string FindDotNet(Func<string, string?> environment)
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (environment("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host)) return host;
        if (Environment.ProcessPath is { } own && Path.GetFileName(own) == name) return own;
        return environment("DOTNET_ROOT") is { Length: > 0 } root && Path.Combine(root, name) is var inRoot && File.Exists(inRoot)
            ? inRoot
            : name;
    }

    /// <summary>Publishes a project with its runtime, into a folder that then has nothing else.</summary>
    /// <param name="dotnet">The program <c>dotnet</c>.</param>
    /// <param name="project">The project file.</param>
    /// <param name="runtime">The runtime identifier.</param>
    /// <param name="artifacts">The folder of intermediate files: the project's own may be in use, by this program itself.</param>
    /// <param name="target">The folder of what is published.</param>
    /// <param name="cancellationToken">Ends it, with its processes.</param>
    /// <exception cref="JobException">The project cannot be published.</exception>
    public static async Task RunAsync(
        string dotnet, string project, string runtime, string artifacts, string target, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(dotnet)
        {
            WorkingDirectory = Path.GetDirectoryName(project),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "publish", project, "--configuration", "Release", "--runtime", runtime, "--self-contained", "true",
            "--artifacts-path", artifacts, "--output", target,
            // A commit that changes no code would change the program, and with it the digest of the code.
            "-p:IncludeSourceRevisionInInformationalVersion=false", "-p:EnableSourceLink=false",
            // No process is to stay behind.
            "--disable-build-servers", "--nologo", "--verbosity", "quiet", "-tl:off",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in s_notInherited) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "true";

        var lines = new List<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new JobException(
                $"{project} cannot be published: the program {dotnet} cannot be started ({e.Message}). {HowToInstall}", e);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (process.ExitCode != 0) throw new JobException(Describe(project, process.ExitCode, lines));

        void Add(string? line)
        {
            if (string.IsNullOrWhiteSpace(line)) return;
            lock (lines) lines.Add(line.Trim());
        }
    }

    private static string Describe(string project, int exitCode, List<string> lines)
    {
        List<string> all;
        lock (lines) all = [.. lines.Distinct()];
        if (all.Exists(l => l.Contains("No .NET SDKs were found", StringComparison.Ordinal)))
            return $"{project} cannot be published: there is a .NET runtime on this machine, and no SDK. {HowToInstall}";
        var errors = all.FindAll(l => l.Contains("error ", StringComparison.Ordinal));
        var shown = (errors.Count > 0 ? errors.Take(MaxLines) : all.TakeLast(MaxLines)).ToList();
        var output = shown.Count > 0 ? ":\n" + string.Join('\n', shown) : ", without output.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{project} cannot be published; dotnet publish ended with exit code {exitCode}{output}\nCorrect this; to see all of its "
                + $"output, run: dotnet publish \"{project}\" --runtime {ProjectPublisher.Runtime} --self-contained");
    }
}
