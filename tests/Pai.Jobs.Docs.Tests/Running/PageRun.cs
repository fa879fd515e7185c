using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Pai.Jobs.Docs.Tests.Running;

/// <summary>Runs the code of a page: a process, in a home folder of its own, runs one block after the other.</summary>
internal static class PageRun
{
    private const int ShownOutput = 4000;

    /// <summary>The problems, each with the page and the line.</summary>
    /// <param name="page">The blocks of one page.</param>
    /// <param name="limit">The longest time of a block.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<Snippet> page, TimeSpan limit)
    {
        await using var home = new PageHome(page[0]);
        var assemblies = page.ToDictionary(s => s, s => home.AssemblyOf(s));
        var errors = assemblies.SelectMany(a => Emit(SnippetCompiler.Compile(a.Key), a.Value).Select(e => $"{a.Key}: {e}")).ToList();
        if (errors.Count > 0) return errors;

        var (exitCode, output) = await StartAsync(home, [
            "page", limit.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), .. assemblies.Values, "--", .. home.Arguments]);
        var problems = new List<string>();
        foreach (var (snippet, assembly) in assemblies)
        {
            var file = PageHost.ResultOf(assembly);
            var result = File.Exists(file)
                ? await File.ReadAllTextAsync(file)
                : $"did not run to its end: the process ended with {exitCode}.";
            if (result.Length > 0) problems.Add($"{snippet}: {result}");
        }

        if (problems.Count > 0) problems.Add($"-- output of {page[0].Page}\n{output[Math.Max(0, output.Length - ShownOutput)..]}");
        return problems;
    }

    private static async Task<(string ExitCode, string Output)> StartAsync(PageHome home, string[] arguments)
    {
        var start = new ProcessStartInfo(DotNet.Host, ["exec", DotNet.ThisProgram, .. arguments])
        {
            WorkingDirectory = home.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in home.Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(home.Timeout);
            var error = process.StandardError.ReadToEndAsync(home.Timeout);
            await process.WaitForExitAsync(home.Timeout);
            return (process.ExitCode.ToString(CultureInfo.InvariantCulture), await output + await error);
        }
        catch (OperationCanceledException)
        {
            return ("no exit code, and was killed", "");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static IEnumerable<Diagnostic> Emit(CSharpCompilation compilation, string path)
    {
        using var assembly = File.Create(path);
        var symbolsPath = Path.ChangeExtension(path, ".pdb");
        using var symbols = File.Create(symbolsPath);
        var options = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: symbolsPath);
        return SnippetCompiler.Errors(compilation.Emit(assembly, symbols, options: options).Diagnostics);
    }
}
