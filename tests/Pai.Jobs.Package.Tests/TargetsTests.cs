namespace Pai.Jobs.Package.Tests;

[Collection(PackageCollection.Name)]
public class TargetsTests(PackedPackage package)
{
    private const string CloudJob = """
        using Pai.Jobs;

        namespace Work;

        /// <summary>Runs in the cloud.</summary>
        [ProcessingJob("python main.py", SourceDir = "code", Image = "registry/image:1", InstanceType = "ecs.x99.large")]
        public sealed partial record CloudJob
        {
            /// <summary>What it makes.</summary>
            [Output] public OssUri? Table { get; init; }
        }
        """;

    private Consumer New() => new(package);

    [Fact]
    public async Task Files_of_jobs_are_in_output_and_publish_folder_once_and_are_not_compiled()
    {
        var consumer = New()
            .WithProject(
                "App/App.csproj",
                Consumer.Executable,
                Consumer.Reference,
                """
                <ItemGroup>
                  <Content Include="code/main.py" />
                  <PaiJobSource Include="code/**;../shared/**" />
                  <PaiJobSource Include="../more/**" LinkBase="code/more" />
                  <PaiJobSource Include="../one.txt" Link="data/one.txt" />
                </ItemGroup>
                """)
            .With("App/Program.cs", "System.Console.WriteLine();")
            .With("App/code/main.py", "print(1)").With("App/code/deep/Job.cs", "not C#").With("App/code/.hidden", "")
            .With("shared/lib/a.txt", "").With("more/b.txt", "").With("one.txt", "");
        string[] expected = ["code/.hidden", "code/deep/Job.cs", "code/main.py", "code/more/b.txt", "data/one.txt", "lib/a.txt"];

        var publish = await consumer.DotNetAsync("publish", "App", "-o", "published");

        Assert.Contains("App -> ", publish.Text, StringComparison.Ordinal);
        Assert.Equal(expected, consumer.Files("published").Where(f => f.Contains('/')));
        Assert.Equal(expected, consumer.Files("App/bin/Release/net10.0").Where(f => f.Contains('/')));
    }

    [Fact]
    public async Task The_rules_know_the_files_of_jobs_wherever_they_come_from()
    {
        var consumer = New()
            .WithProject(
                "Library/Library.csproj",
                Consumer.Reference,
                """<ItemGroup><PaiJobSource Include="code/**" /><PaiJobSource Include="../shared/**" LinkBase="code" /></ItemGroup>""")
            .With("Library/code/main.py", "").With("shared/other.py", "")
            .With("Library/MainJob.cs", Job("MainJob", "main.py"))
            .With("Library/OtherJob.cs", Job("OtherJob", "other.py"))
            .With("Library/MissingJob.cs", Job("MissingJob", "missing.py"));

        var build = await consumer.DotNetAsync("build", "Library");

        Assert.Matches(@"MissingJob\.cs\(6,\d+\): error PAI5002: .*missing\.py", build.Output);
        Assert.DoesNotContain("MainJob.cs(", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OtherJob.cs(", build.Output, StringComparison.Ordinal);

        static string Job(string name, string script) => CloudJob
            .Replace("CloudJob", name, StringComparison.Ordinal)
            .Replace("main.py", script, StringComparison.Ordinal)
            .Replace("ecs.x99.large", "ecs.g7.xlarge", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_instance_type_is_known_by_an_item_by_a_file_and_by_nothing_else()
    {
        var consumer = New()
            .WithProject(
                "Library.csproj",
                Consumer.Reference,
                """<ItemGroup><PaiInstanceType Include="$(Known)" Cpu="2" MemoryGiB="8" Accelerator="CPU" /></ItemGroup>""")
            .With("CloudJob.cs", CloudJob)
            .With("code/main.py", "");

        // Each build is one with other files for the compiler, without a word to the user to clean up between them.
        var unknown = await consumer.DotNetAsync("build", "-p:Known=");
        var byItem = await consumer.DotNetAsync("build", "-p:Known=ecs.x99.large");
        var byFile = await consumer.With("pai-jobs.catalog", "ecs.x99.large | cpu=2 | memory=8\n").DotNetAsync("build", "-p:Known=");

        Assert.Contains("error PAI2010", unknown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PAI2010", byItem.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PAI2010", byFile.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_become_a_catalog_file_that_stays_as_it_is_until_they_change()
    {
        var consumer = New().WithProject("Library.csproj", Consumer.Reference, """
            <ItemGroup>
              <PaiInstanceType Include="ecs.x99.large" Cpu="2" MemoryGiB="8" Gpu="1" GpuType="NVIDIA X" Accelerator="GPU" />
              <PaiInstanceType Include="ecs.x99.small" />
              <PaiImage Include="registry.{region}.aliyuncs.com/ns/repo:tag" Framework="PyTorch" FrameworkVersion="3.0"
                        Python="3.13" Regions="cn-hangzhou,cn-beijing" />
            </ItemGroup>
            """);
        _ = (await consumer.DotNetAsync("restore")).Text;
        string[] write = ["msbuild", "-t:PaiJobsWriteCatalogItems", "-p:DesignTimeBuild=true"];
        var file = consumer["obj/Debug/net10.0/items.pai-jobs.catalog"];

        _ = (await consumer.DotNetAsync(write)).Text;
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        _ = (await consumer.DotNetAsync(write)).Text;

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
        Assert.Equal(
            [
                "ecs.x99.large | cpu=2 | memory=8 | gpu=1 | gpu_type=NVIDIA X | accelerator=GPU",
                "ecs.x99.small",
                "registry.{region}.aliyuncs.com/ns/repo:tag | framework=PyTorch | version=3.0 | python=3.13 "
                + "| regions=cn-hangzhou,cn-beijing",
            ],
            File.ReadAllLines(file));
    }

    [Theory]
    [InlineData("roslyn4.4", "this build uses Roslyn 4.4.")]
    [InlineData("", "this build uses a version older than Roslyn 4.0.")]
    public async Task A_compiler_that_is_too_old_is_refused(string version, string said)
    {
        var build = await CheckAsync(version);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("error PAI9001", build.Output, StringComparison.Ordinal);
        Assert.Contains(said, build.Output, StringComparison.Ordinal);
        Assert.Contains("Install the .NET SDK 8.0.100 or Visual Studio 2022 17.8", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roslyn4.8")]
    [InlineData("roslyn4.10")]
    [InlineData("roslyn4.4", "-p:PaiJobsCheckCompiler=false")]
    [InlineData("roslyn4.4", "-p:DesignTimeBuild=true")]
    public async Task A_compiler_that_is_new_enough_or_not_to_be_checked_is_not_refused(string version, params string[] properties) =>
        Assert.DoesNotContain("PAI9001", (await CheckAsync(version, properties)).Text, StringComparison.Ordinal);

    // The targets as they are in the package, without the rest of a build: the check asks for no file of the project.
    private Task<CommandResult> CheckAsync(string version, params string[] properties) =>
        New().With("Check.proj", $"""
            <Project>
              <PropertyGroup><Language>C#</Language></PropertyGroup>
              <Import Project="{package.Unpacked}/buildTransitive/net10.0/Pai.Jobs.targets" />
              <Target Name="CoreCompile" />
            </Project>
            """).DotNetAsync(["msbuild", "Check.proj", "-t:CoreCompile", $"-p:CompilerApiVersion={version}", .. properties]);
}
