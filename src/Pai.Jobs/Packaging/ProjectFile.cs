namespace Pai.Jobs.Internal.Packaging;

/// <summary>Finds the project file that a <c>SourceProject</c> names.</summary>
internal static class ProjectFile
{
    private static readonly string[] s_extensions = [".csproj", ".fsproj", ".vbproj"];

    /// <summary>The absolute path of the project file; null when nothing is named or nothing is there, which is then a problem.</summary>
    /// <param name="sourceProject">The project file, or its folder.</param>
    /// <param name="recordFolder">The folder of the project that has the record; null where that is not known.</param>
    /// <param name="problems">Gets the problem.</param>
    public static string? Find(string? sourceProject, string? recordFolder, List<JobProblem> problems)
    {
        if (sourceProject is null) return null;
        var (path, reason) = Find(sourceProject, recordFolder);
        if (reason is not null) problems.Add(new("SourceProject", reason));
        return path;
    }

    private static (string? Path, string? Problem) Find(string sourceProject, string? recordFolder)
    {
        if (sourceProject.Length == 0) return (null, "is empty. Write the path of a project; \".\" is the record's own one.");
        if (sourceProject.Contains('\0')) return (null, "has a NUL character, which no path can have.");
        if (sourceProject.Contains("://", StringComparison.Ordinal))
            return (null, $"\"{sourceProject}\" is not on this machine. Write the path of a project; SourceDir takes an oss:// location.");

        // The project of the record first: a build puts the program somewhere else, and it is started from anywhere.
        string[] places =
        [
            .. recordFolder is null ? (string[])[] : [Path.GetFullPath(sourceProject, recordFolder)],
            .. SourceDirectory.PlacesOf(sourceProject),
        ];
        foreach (var place in places.Distinct())
        {
            if (File.Exists(place))
            {
                return IsProject(place)
                    ? (place, null)
                    : (null, $"\"{sourceProject}\" is {place}, which is not a project. Write the path of a .csproj file or its folder.");
            }

            switch (ProjectsIn(place))
            {
                case [var only]:
                    return (only, null);
                case { Length: > 1 } several:
                    var names = string.Join(", ", several.Select(Path.GetFileName));
                    return (null, $"\"{sourceProject}\" has several projects: {names}. Name one.");
            }
        }

        return (null,
            $"\"{sourceProject}\" is not a project, nor a folder with one: not {string.Join(", nor ", places.Distinct())}. "
            + "The source of the project is needed where the job is submitted. Where it is not, publish the project when the program is "
            + "built, and set SourceDir to that folder.");
    }

    private static bool IsProject(string path) => s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string[] ProjectsIn(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder).Where(IsProject).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
