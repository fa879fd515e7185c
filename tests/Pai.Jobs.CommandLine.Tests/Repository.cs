using System.Runtime.CompilerServices;

namespace Pai.Jobs.CommandLine.Tests;

/// <summary>Files of the repository.</summary>
internal static class Repository
{
    public static string Find(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../..", path));
}
