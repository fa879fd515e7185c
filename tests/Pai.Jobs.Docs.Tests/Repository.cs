using System.Runtime.CompilerServices;

namespace Pai.Jobs.Docs.Tests;

/// <summary>The repository that the tests are from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
