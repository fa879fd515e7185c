namespace Pai.Jobs.Tests;

/// <summary>A folder of its own, deleted at the end.</summary>
internal sealed class TempTree : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-code-");

    /// <summary>The folder that is packed.</summary>
    public string Root => Directory.CreateDirectory(Path.Combine(_folder.FullName, "code")).FullName;

    /// <summary>Beside the folder that is packed.</summary>
    public string Beside(string name) => Path.Combine(_folder.FullName, name);

    public string In(string path) => Path.Combine(Root, path);

    /// <summary>Makes files, each holding its own path; a path that ends in a slash is a folder.</summary>
    public TempTree Add(params IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (path.EndsWith('/')) Directory.CreateDirectory(In(path));
            else Write(path, path);
        }

        return this;
    }

    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return In(path);
    }

    public void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.CreateSymbolicLink(In(path), target);
    }

    public Task<CodeArchive> PlanAsync(CodeArchiveOptions? options = null) => CodeArchive.PlanAsync(Root, options);

    public async Task<CodeArchiveException> RefusedAsync() => await Assert.ThrowsAsync<CodeArchiveException>(() => PlanAsync());

    /// <summary>The files that would be packed, without the ignore files themselves.</summary>
    public string[] Files() =>
        [.. SourceTree.Read(Root, [], new(), default).Entries
            .Where(e => e.IsFile && !e.Name.EndsWith(IgnoreRules.FileName, StringComparison.Ordinal))
            .Select(e => e.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
