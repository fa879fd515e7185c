using System.Runtime.CompilerServices;

namespace Pai.Jobs.Package.Tests;

/// <summary>Every line of C# in the repository fits in the width that .editorconfig sets.</summary>
public class SourceLineTests
{
    private const int MaxLength = 140;

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    [Fact]
    public void A_line_has_at_most_140_characters()
    {
        var root = Root();
        var files = ((string[])["src", "tests", "samples", "benchmarks", "eng"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(IsWritten)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Contains("tests/Pai.Jobs.Package.Tests/SourceLineTests.cs", files);

        var tooLong = files.SelectMany(file => File.ReadLines(Path.Combine(root, file))
            .Select((line, index) => (line.Length, Place: $"{file}:{index + 1}: {line.Length} characters"))
            .Where(line => line.Length > MaxLength)
            .Select(line => line.Place)).ToList();
        Assert.True(tooLong.Count == 0, "Break these lines:\n" + string.Join('\n', tooLong));
    }

    /// <summary>Whether people write a file: generated files are as long as their content, and builds leave files of their own.</summary>
    private static bool IsWritten(string file) =>
        !file.EndsWith(".g.cs", StringComparison.Ordinal) && !file.Split('/').Any(part => part is "artifacts" or "bin" or "obj");
}
