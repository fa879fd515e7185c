using System.Runtime.CompilerServices;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// Compares generated code with the file in <c>Snapshots/</c> that was reviewed. A difference is written beside it as
/// <c>.received.txt</c>; run with <c>PAI_ACCEPT_SNAPSHOTS=1</c> to take it over, then look at the diff.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string name, IReadOnlyDictionary<string, string> files)
    {
        // The version is another one in each release.
        var version = $"\"{typeof(JobGenerator).Assembly.GetName().Version}\"";
        var actual = string.Concat(files.Select(f => $"//// {f.Key}\n{f.Value}\n")).Replace(version, "\"…\"", StringComparison.Ordinal);
        var verified = Path.Combine(Folder(), name + ".verified.txt");
        var received = Path.Combine(Folder(), name + ".received.txt");
        if (Environment.GetEnvironmentVariable("PAI_ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(verified, actual);

        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (expected == actual) File.Delete(received);
        else File.WriteAllText(received, actual);
        Assert.Equal(expected, actual);
    }

    /// <summary>The names of all snapshots.</summary>
    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Folder(), "*.verified.txt").Select(f => Path.GetFileName(f)[..^".verified.txt".Length]);

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path)!)!, "Snapshots");
}
