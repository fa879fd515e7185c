using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Pai.Jobs.Completion.Tests;

/// <summary>
/// An editor's own completion service, in a project that references the assembly as the package makes it: nothing is registered by hand.
/// </summary>
public class CompletionTests
{
    private static readonly string Library = typeof(ProcessingJobAttribute).Assembly.Location;

    private const string Constants = """

        namespace Pai.Jobs
        {
            public static class InstanceTypes
            {
                public const string Local = "local";

                public static class Ecs
                {
                    /// <summary>4 CPUs,
                    /// 16 GiB.</summary>
                    public const string G7_XLarge = "ecs.g7.xlarge";
                    public const string Gn6i_C4g1_XLarge = "ecs.gn6i-c4g1.xlarge";
                }
            }

            public static class Images
            {
                /// <summary>Images of Megatron-LM.</summary>
                public static class MegatronLM { public const string Gpu = "registry.{region}.aliyuncs.com/pai-dlc/megatron:1-gpu"; }

                public static class PyTorch { public const string Cpu = "registry.{region}.aliyuncs.com/pai-dlc/pytorch-training:2.3-cpu"; }
            }
        }
        """;

    [Theory]
    [InlineData("InstanceType = \"$$\"", "ecs.g7.xlarge", "ecs.gn6i-c4g1.xlarge", "local")]
    [InlineData("InstanceType = \"ecs.$$g9\"", "ecs.g7.xlarge", "ecs.gn6i-c4g1.xlarge", "local")]
    [InlineData("InstanceType = @\"ecs$$\"", "ecs.g7.xlarge", "ecs.gn6i-c4g1.xlarge", "local")]
    [InlineData("InstanceType = \"ecs.$$", "ecs.g7.xlarge", "ecs.gn6i-c4g1.xlarge", "local")]
    [InlineData(
        "Image = \"$$\"", "registry.{region}.aliyuncs.com/pai-dlc/megatron:1-gpu",
        "registry.{region}.aliyuncs.com/pai-dlc/pytorch-training:2.3-cpu")]
    [InlineData("Framework = \"$$\"", "Megatron-LM", "PyTorch")]
    public async Task The_names_are_offered_and_nothing_else(string argument, params string[] expected) =>
        Assert.Equal(expected, (await ItemsAsync(argument)).Select(i => i.DisplayText).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_library_s_own_names_are_those_of_the_catalog()
    {
        var (frameworks, types) =
            (await ItemsAsync("Framework = \"$$\"", constants: ""), await ItemsAsync("InstanceType = \"$$\"", constants: ""));
        var known = await File.ReadAllTextAsync(Path.Combine(Root(), "src/Pai.Jobs.Analyzers/Catalog/embedded.pai-jobs.catalog"));

        Assert.Contains(frameworks, f => f.DisplayText == "PyTorch");
        Assert.All(frameworks, f => Assert.Contains($"framework={f.DisplayText} ", known, StringComparison.Ordinal));
        Assert.True(types.Length > 100, $"{types.Length} instance types");
        Assert.All(
            types,
            t => Assert.True(t.DisplayText == "local" || known.Contains($"\n{t.DisplayText} ", StringComparison.Ordinal), t.DisplayText));
    }

    [Theory]
    [InlineData("BaseJobName = \"$$\"")]
    [InlineData("InstanceType = \"\"$$")]
    [InlineData("InstanceType = $$\"\"")]
    [InlineData("InstanceType = nameof(A) + \"$$\"")]
    public async Task Elsewhere_they_are_not(string argument) =>
        Assert.DoesNotContain(await ItemsAsync(argument), i => i.DisplayText is "ecs.g7.xlarge" or "local");

    [Fact]
    public async Task Another_attribute_has_its_own_names() =>
        Assert.DoesNotContain(
            await ItemsAsync(
                "", "[Other(InstanceType = \"$$\")] public record A; public class OtherAttribute : "
                    + "System.Attribute { public string? InstanceType { get; set; } }"),
            i => i.DisplayText == "local");

    [Theory]
    [InlineData("InstanceType = \"ecs.$$g9\"", "InstanceType = \"ecs.g7.xlarge\"")]
    [InlineData("InstanceType = \"$$\"", "InstanceType = \"ecs.g7.xlarge\"")]
    public async Task The_chosen_one_replaces_all_between_the_quotes(string before, string after)
    {
        var (document, place) = DocumentOf(before, null);
        var service = CompletionService.GetService(document)!;
        var item = (await ItemsAsync(service, document, place)).Single(i => i.DisplayText == "ecs.g7.xlarge");

        var change = await service.GetChangeAsync(document, item);

        Assert.Equal(DocumentText(after), (await document.GetTextAsync()).WithChanges(change.TextChange).ToString());
    }

    [Fact]
    public async Task Its_documentation_is_shown()
    {
        var (document, place) = DocumentOf("InstanceType = \"$$\"", null);
        var service = CompletionService.GetService(document)!;
        var item = (await ItemsAsync(service, document, place)).Single(i => i.DisplayText == "ecs.g7.xlarge");

        Assert.Equal("4 CPUs, 16 GiB.", (await service.GetDescriptionAsync(document, item))!.Text);
    }

    [Theory]
    [InlineData("InstanceType = \"$$\"", '"', true)]
    [InlineData("InstanceType = \"e$$\"", 'e', true)]
    [InlineData("InstanceType=\"ecs-$$\"", '-', true)]
    [InlineData("BaseJobName = \"ecs-$$\"", '-', false)]
    public async Task It_opens_while_the_text_is_typed(string argument, char typed, bool opens)
    {
        var (document, place) = DocumentOf(argument, null);

        Assert.Equal(opens, new JobTextCompletion().ShouldTriggerCompletion(
            await document.GetTextAsync(), place, CompletionTrigger.CreateInsertionTrigger(typed), document.Project.Solution.Options));
    }

    [Fact]
    public void The_assembly_asks_for_the_oldest_host_that_it_names() =>
        Assert.Equal(
            ["4.14.0.0"], typeof(JobTextCompletion).Assembly.GetReferencedAssemblies()
                .Where(r => r.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
                .Select(r => r.Version!.ToString())
                .Distinct());

    private static string DocumentText(string argument) =>
        $"using Pai.Jobs;\n[ProcessingJob(\"x\", {argument})]\npublic partial record A;\n";

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    private static (Document Document, int Place) DocumentOf(string argument, string? source, string constants = Constants)
    {
        var (text, place) = Place(source ?? DocumentText(argument));
        var document = new AdhocWorkspace().AddProject("Consumer", LanguageNames.CSharp)
            .WithCompilationOptions(
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .AddMetadataReference(MetadataReference.CreateFromFile(typeof(object).Assembly.Location))
            .AddMetadataReference(MetadataReference.CreateFromFile(
                Library, documentation: XmlDocumentationProvider.CreateFromFile(Path.ChangeExtension(Library, ".xml"))))
            .AddMetadataReference(MetadataReference.CreateFromFile(Assembly.Load("System.Runtime").Location))
            .AddAnalyzerReference(new AnalyzerFileReference(Loader.Path, new Loader()))
            .AddDocument("Constants.cs", constants).Project
            .AddDocument("File.cs", text);
        return (document, place);
    }

    private static async Task<ImmutableArray<CompletionItem>> ItemsAsync(
        string argument, string? source = null, string constants = Constants)
    {
        var (document, place) = DocumentOf(argument, source, constants);
        return await ItemsAsync(CompletionService.GetService(document)!, document, place);
    }

    /// <summary>An editor loads the providers of a project in the background, so the first lists may come without them.</summary>
    private static async Task<ImmutableArray<CompletionItem>> ItemsAsync(CompletionService service, Document document, int place)
    {
        var (sure, at) = Place(DocumentText("InstanceType = \"$$\""));
        var known = document.Project.AddDocument("Known.cs", sure);
        for (var i = 0; i < 500 && (await service.GetCompletionsAsync(known, at)).ItemsList.All(item => item.DisplayText != "local"); i++)
            await Task.Delay(20);

        return [.. (await service.GetCompletionsAsync(document, place)).ItemsList];
    }

    private static (string Text, int Place) Place(string text)
    {
        var place = text.IndexOf("$$", StringComparison.Ordinal);
        return (text.Remove(place, 2), place);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static string Path => typeof(JobTextCompletion).Assembly.Location;

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(JobTextCompletion).Assembly;
    }
}
