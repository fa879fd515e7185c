namespace Pai.Jobs.Package.Tests;

/// <summary>Projects in a new folder outside the repository.</summary>
internal sealed class Consumer
{
    public const string Reference = """<ItemGroup><PackageReference Include="Pai.Jobs" Version="*-*" /></ItemGroup>""";
    public const string Executable = "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>";

    private readonly PackedPackage _package;

    public Consumer(PackedPackage package)
    {
        _package = package;
        Folder = Directory.CreateDirectory(Path.Combine(package.Folder, "consumers", Guid.NewGuid().ToString("N"))).FullName;
    }

    public string Folder { get; }

    public string this[string file] => Path.Combine(Folder, file);

    public Consumer With(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this;
    }

    public Consumer WithProject(string file, params string[] parts) =>
        With(file, $"<Project Sdk=\"Microsoft.NET.Sdk\">\n{string.Join('\n', parts)}\n</Project>\n");

    public Task<CommandResult> DotNetAsync(params string[] arguments) => DotNetAsync([], arguments);

    public Task<CommandResult> DotNetAsync(IEnumerable<(string, string)> variables, params string[] arguments) =>
        CommandLine.RunAsync(Folder, "dotnet", arguments, [("PAI_JOBS_RUNS_DIR", Path.Combine(_package.Folder, "runs")), .. variables]);

    /// <summary>The files below a folder, relative to it.</summary>
    public string[] Files(string folder) =>
        Directory.EnumerateFiles(this[folder], "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(this[folder], f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal).ToArray();
}
