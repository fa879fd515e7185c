namespace Pai.Jobs.Package.Tests;

/// <summary>The package in a program that is compiled ahead of time.</summary>
[Collection(PackageCollection.Name)]
public class AheadOfTimeTests(PackedPackage package)
{
    [LinkerFact]
    public async Task A_program_compiled_ahead_of_time_runs_a_job_without_a_warning()
    {
        var consumer = new Consumer(package)
            .WithProject(
                "Greeter.csproj",
                Consumer.Executable,
                "<PropertyGroup><PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup>",
                Consumer.Reference)
            .With("Program.cs", """
                using System;
                using System.IO;
                using Pai.Jobs;

                await using var session = PaiSession.CreateDefault();
                var run = await new GreetJob { Name = "package" }.RunAsync(session);
                Console.Write(File.ReadAllText(run.Outputs.Letter.FilePath + "letter.txt"));

                [ProcessingJob("echo \"Hello, $PAI_HPS_NAME\" > /ml/output/letter/letter.txt", InstanceType = "local")]
                internal sealed partial record GreetJob
                {
                    [Output] public OssUri? Letter { get; init; }

                    [Parameter] public required string Name { get; init; }
                }
                """);

        // Warnings of the compiler and of the linker are errors here.
        _ = (await consumer.DotNetAsync("publish", "-o", "published")).Text;
        var run = await CommandLine.RunAsync(
            consumer.Folder, consumer["published/Greeter"], [], [("PAI_JOBS_RUNS_DIR", Path.Combine(package.Folder, "runs"))]);

        Assert.Contains("Hello, package", run.Text, StringComparison.Ordinal);
    }
}
