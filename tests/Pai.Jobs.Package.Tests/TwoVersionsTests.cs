namespace Pai.Jobs.Package.Tests;

/// <summary>A build server keeps a generator that it has loaded, by the name and the version of its assembly.</summary>
[Collection(PackageCollection.Name)]
public class TwoVersionsTests(PackedPackage package)
{
    // Two pre-releases of one release, whose numbers are the same.
    private const string First = "7.0.0-test.1";
    private const string Second = "7.0.0-test.2";

    [Fact]
    public async Task Two_projects_with_two_versions_are_built_in_one_build_server()
    {
        await package.PackAsync("feed-first", First);
        await package.PackAsync("feed-second", Second);
        var server = "pai-jobs-" + Guid.NewGuid().ToString("N");
        var log = Path.Combine(package.Folder, server + ".log");
        try
        {
            var first = await BuildAsync("feed-first", First, server, log);
            var second = await BuildAsync("feed-second", Second, server, log);
            var firstAgain = await BuildAsync("feed-first", First, server, log);

            Assert.NotEqual(first, second);
            Assert.Equal(first, firstAgain);
            // A line of the server's, for each compilation that it was asked for: a compiler without a server writes none.
            Assert.Equal(3, Count(log, "Begin Analyzer Consistency Check for"));
        }
        finally
        {
            await ShutDownAsync(server);
        }
    }

    /// <summary>Builds a project in the server, and returns the attribute by which the generator says which version it is.</summary>
    private async Task<string> BuildAsync(string feed, string version, string server, string log)
    {
        var consumer = new Consumer(package)
            .With("nuget.config", $"""
                <configuration>
                  <packageSources><add key="{feed}" value="{Path.Combine(package.Folder, feed)}" /></packageSources>
                </configuration>
                """)
            .WithProject(
                "Library.csproj",
                $"""
                <PropertyGroup>
                  <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                  <UseSharedCompilation>true</UseSharedCompilation>
                  <SharedCompilationId>{server}</SharedCompilationId>
                </PropertyGroup>
                """,
                $"""<ItemGroup><PackageReference Include="Pai.Jobs" Version="[{version}]" /></ItemGroup>""")
            .With("Job.cs", """
                using Pai.Jobs;
                [ProcessingJob("true", InstanceType = "local")]
                internal sealed partial record Job { [Output] public OssUri? Letter { get; init; } }
                """);

        var build = await consumer.DotNetAsync([("RoslynCommandLineLogFile", log)], "build");

        Assert.Contains("0 Warning(s)", build.Text, StringComparison.Ordinal);
        var file = consumer.Files("obj").Single(f => f.EndsWith(".Job.g.cs", StringComparison.Ordinal));
        return File.ReadLines(consumer["obj/" + file]).First(l => l.Contains("GeneratedCode", StringComparison.Ordinal)).Trim();
    }

    private static int Count(string log, string text) =>
        File.ReadLines(log).Count(l => l.Contains(text, StringComparison.OrdinalIgnoreCase));

    private async Task ShutDownAsync(string server)
    {
        var sdk = (await CommandLine.RunAsync(package.Folder, "dotnet", ["--list-sdks"])).Text.Split('\n')
            .Last(l => l.StartsWith("10.", StringComparison.Ordinal)).Trim();
        // 10.0.401 [/usr/share/dotnet/sdk]
        var version = sdk[..sdk.IndexOf(' ', StringComparison.Ordinal)];
        var folder = sdk[(sdk.IndexOf('[', StringComparison.Ordinal) + 1)..^1];
        var program = Path.Combine(folder, version, "Roslyn", "bincore", "VBCSCompiler.dll");
        await CommandLine.RunAsync(package.Folder, "dotnet", [program, "-shutdown", "-pipename:" + server]);
    }
}
