using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Pai.Jobs.Package.Tests;

/// <summary>The package, packed once for all tests into a folder of their own, and the feed that it is served from.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    // Packed from scratch, as a release is: nothing that another build has made is in it, and nothing of another build is touched.
    private string Artifacts => Path.Combine(Folder, "artifacts");

    public string Folder { get; } = Directory.CreateTempSubdirectory("pai-jobs-package-").FullName;

    public string File => Directory.EnumerateFiles(Path.Combine(Folder, "feed"), "*.nupkg").Single();

    public string Symbols => Directory.EnumerateFiles(Path.Combine(Folder, "feed"), "*.snupkg").Single();

    /// <summary>The package as a folder.</summary>
    public string Unpacked => Path.Combine(Folder, "unpacked");

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../.."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    public async Task InitializeAsync()
    {
        await PackAsync("feed");
        ZipFile.ExtractToDirectory(File, Unpacked);

        // Beside the machine's own sources, which bring the rest.
        System.IO.File.WriteAllText(Path.Combine(Folder, "nuget.config"), """
            <configuration>
              <packageSources><add key="pai-jobs-tests" value="feed" /></packageSources>
            </configuration>
            """);
        // What every consumer has: the strictest build, and caches that nobody else has.
        System.IO.File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
                <NuGetAudit>false</NuGetAudit>
                <UseSharedCompilation>false</UseSharedCompilation>
              </PropertyGroup>
            </Project>
            """);
    }

    public Task PackAsync(string feed, string? version = null) => PackAsync("src/Pai.Jobs", feed, version);

    /// <summary>Packs the command line.</summary>
    public Task PackToolAsync(string feed) => PackAsync("src/Pai.Jobs.Cli", feed, version: null);

    private async Task PackAsync(string project, string feed, string? version)
    {
        if (Directory.Exists(Artifacts)) Directory.Delete(Artifacts, recursive: true);
        string[] pack = ["pack", project, "-c", "Release", "-o", Path.Combine(Folder, feed)];
        // The analyzers have seen this code in the build of the tests; they change nothing in the package.
        string[] properties = [$"-p:ArtifactsPath={Artifacts}", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false"];
        if (version is not null) properties = [.. properties, $"-p:Version={version}"];
        var result = await CommandLine.RunAsync(Repository, "dotnet", [.. pack, .. properties]);
        _ = result.Text;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedPackage>
{
    public const string Name = "package";
}
