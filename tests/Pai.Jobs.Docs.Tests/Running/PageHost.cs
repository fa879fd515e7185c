using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Pai.Jobs.Docs.Tests.Running;

/// <summary>Runs the code of a page, in a process of its own.</summary>
internal static class PageHost
{
    /// <summary>What the name of an assembly ends with whose code is the program of a job.</summary>
    public const string InJob = ".job.dll";

    /// <summary>The file beside an assembly that says how it ended; empty when it ended well.</summary>
    public static string ResultOf(string assembly) => assembly + ".result";

    public static async Task<int> RunAsync(string[] arguments, string limit)
    {
        var time = TimeSpan.FromMilliseconds(int.Parse(limit, CultureInfo.InvariantCulture));
        var end = Array.IndexOf(arguments, "--");
        foreach (var assembly in end < 0 ? arguments : arguments[..end])
        {
            var (result, hangs) = await TryAsync(assembly, end < 0 ? [] : arguments[(end + 1)..], time);
            await File.WriteAllTextAsync(ResultOf(assembly), result);
            // The code that hangs cannot be stopped otherwise.
            if (hangs) Environment.Exit(1);
        }

        return 0;
    }

    /// <summary>Loads the code of a block: all blocks have one name.</summary>
    public static Assembly Load(string path) => new AssemblyLoadContext(path).LoadFromAssemblyPath(Path.GetFullPath(path));

    /// <summary>Runs the code to its end.</summary>
    /// <returns>Its exit code.</returns>
    public static int Start(Assembly code, string[] arguments) =>
        code.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [arguments], culture: null) as int? ?? 0;

    private static async Task<(string Result, bool Hangs)> TryAsync(string assembly, string[] arguments, TimeSpan limit)
    {
        var run = Task.Run(() => RunAsync(assembly, arguments));
        try
        {
            await run.WaitAsync(limit);
            return ("", false);
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            return ($"did not end within {limit}.", true);
        }
        catch (Exception e)
        {
            return (LineOf(e) + e, false);
        }
    }

    private static string LineOf(Exception e)
    {
        var frames = new StackTrace(e, fNeedFileInfo: true).GetFrames();
        var frame = Array.Find(frames, f => f.GetFileName()?.EndsWith(".md", StringComparison.Ordinal) == true);
        return frame is null ? "" : $"line {frame.GetFileLineNumber()}: ";
    }

    private static async Task RunAsync(string assembly, string[] arguments)
    {
        await using var world = await World.StartAsync();
        if (assembly.EndsWith(InJob, StringComparison.Ordinal))
        {
            await WorkerJob.RunAsync(assembly);
            return;
        }

        var code = Load(assembly);
        foreach (var record in code.GetTypes())
            if (record.GetProperty("Definition", typeof(JobDefinition)) is { } definition) _ = definition.GetValue(null);
        var exitCode = Start(code, arguments);
        await (Task)code.GetType("Sample.Here", throwOnError: true)!.GetMethod("EndAsync")!.Invoke(null, [])!;
        if (exitCode != 0) throw new InvalidOperationException($"The exit code is {exitCode}.");
    }
}
