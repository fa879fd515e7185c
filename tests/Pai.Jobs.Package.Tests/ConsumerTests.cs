using System.Security.Cryptography;

namespace Pai.Jobs.Package.Tests;

/// <summary>Fresh projects that know nothing but the package. All of them: warnings as errors, with documentation files.</summary>
[Collection(PackageCollection.Name)]
public class ConsumerTests(PackedPackage package)
{
    private const string GreetJob = """
        using Pai.Jobs;

        namespace Greetings;

        /// <summary>Writes a letter.</summary>
        [ProcessingJob("echo \"Hello, $PAI_HPS_NAME\" > /ml/output/letter/letter.txt", InstanceType = "local")]
        public sealed partial record GreetJob
        {
            /// <summary>Where the letter is.</summary>
            [Output] public OssUri? Letter { get; init; }

            /// <summary>Whom to greet.</summary>
            [Parameter] public string Name { get; init; } = "nobody";
        }
        """;

    private const string Program = """
        using Greetings;
        using Pai.Jobs;

        await using var session = PaiSession.CreateDefault();
        var run = await new GreetJob { Name = "package" }.RunAsync(session);
        System.Console.Write(System.IO.File.ReadAllText(run.Outputs.Letter.FilePath + "letter.txt"));
        """;

    private Consumer New() => new(package);

    [Fact]
    public async Task A_console_app_runs_a_job()
    {
        var consumer = New().WithProject("App.csproj", Consumer.Executable, Consumer.Reference)
            .With("GreetJob.cs", GreetJob).With("Program.cs", Program);

        var run = await consumer.DotNetAsync("run");

        Assert.Contains("Hello, package", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11.0")]
    [InlineData("latest")]
    public async Task A_class_library_has_a_job_in_the_oldest_and_in_the_newest_language(string version)
    {
        var consumer = New()
            .WithProject("Library.csproj", $"<PropertyGroup><LangVersion>{version}</LangVersion></PropertyGroup>", Consumer.Reference)
            .With("GreetJob.cs", GreetJob);

        var build = await consumer.DotNetAsync("build");

        Assert.Contains("0 Warning(s)", build.Text, StringComparison.Ordinal);
    }

    // What is generated under a fixed name would be there twice for App, which sees the library's internal types.
    [Fact]
    public async Task Projects_that_see_each_others_internals_can_both_have_jobs()
    {
        var consumer = New()
            .WithProject(
                "Library/Library.csproj",
                Consumer.Reference,
                """<ItemGroup><InternalsVisibleTo Include="App" /><PaiJobSource Include="library_code/**" /></ItemGroup>""")
            .With("Library/GreetJob.cs", GreetJob.Replace("public sealed", "internal sealed", StringComparison.Ordinal))
            .With("Library/library_code/main.py", "print(1)")
            .WithProject(
                "App/App.csproj",
                Consumer.Executable,
                Consumer.Reference,
                """<ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>""")
            .With("App/GreetJob.cs", GreetJob
                .Replace("namespace Greetings", "namespace Greetings.App", StringComparison.Ordinal)
                .Replace("public sealed", "internal sealed", StringComparison.Ordinal))
            .With(
                "App/Program.cs",
                "System.Console.WriteLine(nameof(Greetings.App.GreetJob));\n"
                + Program[Program.IndexOf("await", StringComparison.Ordinal)..]
                    .Replace("new GreetJob", "new Greetings.GreetJob", StringComparison.Ordinal))
            .With("App/Usings.cs", "global using Greetings;\nglobal using Greetings.App;\nglobal using Pai.Jobs;");

        var build = await consumer.DotNetAsync("build", "App");

        Assert.Contains("0 Warning(s)", build.Text, StringComparison.Ordinal);
        Assert.Contains("library_code/main.py", consumer.Files("App/bin/Debug/net10.0"));
    }

    [Fact]
    public async Task A_project_that_gets_the_package_by_way_of_another_has_its_generator_and_targets()
    {
        var consumer = New()
            .WithProject("Library/Library.csproj", Consumer.Reference)
            .WithProject(
                "App/App.csproj",
                """<ItemGroup><ProjectReference Include="../Library/Library.csproj" /><PaiJobSource Include="code/**" /></ItemGroup>""")
            .With("App/code/main.py", "print(1)")
            .With("App/GreetJob.cs", GreetJob + """

                internal static class Use { internal static object Of(PaiSession session) => new GreetJob().RunAsync(session); }
                """);

        var build = await consumer.DotNetAsync("build", "App");

        Assert.Equal(0, build.ExitCode);
        Assert.Contains("code/main.py", consumer.Files("App/bin/Debug/net10.0"));
    }

    [Fact]
    public async Task Every_culture_builds_the_same_bytes()
    {
        var consumer = New()
            .WithProject(
                "Library.csproj",
                """
                <PropertyGroup>
                  <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                  <Monday>$([System.DateTime]::new(2026, 11, 23).ToString('dddd'))</Monday>
                </PropertyGroup>
                """,
                Consumer.Reference)
            .With("GreetJob.cs", GreetJob.Replace(
                "[Parameter]",
                """
                [Parameter, System.ComponentModel.DataAnnotations.Range(0.5, 1.5)] public double Iıİi_Ratio { get; init; } = 1.25;

                    /// <summary>Whom to greet.</summary>
                    [Parameter]
                """,
                StringComparison.Ordinal));
        _ = (await consumer.DotNetAsync("restore")).Text;
        Dictionary<string, string>? first = null;

        (string, string)[] languages = [("en_US.UTF-8", "Monday"), ("sv_SE.UTF-8", "måndag"), ("tr_TR.UTF-8", "Pazartesi")];
        foreach (var (language, monday) in languages)
        {
            var build = await consumer.DotNetAsync(
                [("LANG", language), ("LC_ALL", language), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0")],
                "build", "--no-restore", "--no-incremental", "-getProperty:Monday");

            Assert.Equal(monday, build.Text.Trim());
            var files = consumer.Files("obj/Debug/net10.0").Where(f => f.EndsWith(".g.cs", StringComparison.Ordinal) || f == "Library.dll")
                .ToDictionary(f => f, f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(consumer["obj/Debug/net10.0/" + f]))));
            Assert.True(files.Count >= 2);
            Assert.Equal(first ??= files, files);
        }
    }

    [Fact]
    public async Task A_mistake_is_told_by_its_rule_with_its_place_and_its_page()
    {
        var consumer = New().WithProject("Library.csproj", Consumer.Reference)
            .With("GreetJob.cs", GreetJob.Replace("sealed partial record", "sealed record", StringComparison.Ordinal));

        var build = await consumer.DotNetAsync("build");

        Assert.Equal(1, build.ExitCode);
        Assert.Matches(@"GreetJob\.cs\(7,22\): error PAI1001: .*/docs/rules/PAI1001\.md", build.Output);
    }

    [Fact]
    public async Task A_framework_that_is_too_old_is_refused_by_restore()
    {
        var consumer = New().WithProject(
            "Library.csproj",
            """
            <PropertyGroup>
              <TargetFramework>net9.0</TargetFramework>
              <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
            </PropertyGroup>
            """,
            Consumer.Reference);

        var restore = await consumer.DotNetAsync("restore");

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains("NU1202", restore.Output, StringComparison.Ordinal);
        Assert.Contains("net10.0", restore.Output, StringComparison.Ordinal);
    }

    // As far as it can be had without NuGet's own client and the MSBuild of .NET Framework: no restore of the package, all by path.
    [Fact]
    public async Task A_project_without_package_references_can_take_the_package_by_path()
    {
        var consumer = New()
            .WithProject(
                "App.csproj",
                Consumer.Executable,
                $"""
                <ItemGroup>
                  <PaiJobSource Include="code/**" />
                  <Reference Include="Pai.Jobs"><HintPath>{package.Unpacked}/lib/net10.0/Pai.Jobs.dll</HintPath></Reference>
                  <Analyzer Include="{package.Unpacked}/analyzers/dotnet/cs/*.dll" />
                  <PackageReference Include="Microsoft.Extensions.Logging.Abstractions" Version="10.0.*" />
                </ItemGroup>
                <Import Project="{package.Unpacked}/build/net10.0/Pai.Jobs.targets" />
                """)
            .With("code/main.py", "print(1)").With("GreetJob.cs", GreetJob).With("Program.cs", Program);

        var run = await consumer.DotNetAsync("run");

        Assert.Contains("Hello, package", run.Text, StringComparison.Ordinal);
        Assert.Contains("code/main.py", consumer.Files("bin/Debug/net10.0"));
    }
}
