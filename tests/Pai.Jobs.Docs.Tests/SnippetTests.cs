using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Docs.Tests;

/// <summary>The C# code of the pages compiles with what the generator adds.</summary>
public class SnippetTests
{
    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => !Path.GetFileName(f).StartsWith("Pai.Jobs.Docs.Tests", StringComparison.Ordinal))
            .Select(f => MetadataReference.CreateFromFile(f)),
    ];

    public static TheoryData<string> Pages => new(Snippet.All(Repository()).Select(s => s.Page).Distinct());

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles(string page)
    {
        var problems = new List<string>();
        foreach (var snippet in Snippet.All(Repository()).Where(s => s.Page == page))
            problems.AddRange(Compile(snippet).Select(d => $"{snippet}: {d.GetMessage()} [{d.Id}] {d.Location.GetMappedLineSpan()}"));

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_mistake_is_found_with_its_line()
    {
        var problem = Assert.Single(Compile(new("page.md", 7, "await job.RunAsync(session);\nawait job.RunAsyn(session);\n")));

        Assert.Equal(("CS1061", 8), (problem.Id, problem.Location.GetMappedLineSpan().StartLinePosition.Line + 1));
    }

    private static IEnumerable<Diagnostic> Compile(Snippet snippet)
    {
        var code = snippet.ToFile();
        var context = Directory.EnumerateFiles(Path.Combine(Repository(), "tests", "Pai.Jobs.Docs.Tests", "Context"))
            // A page may show the record itself.
            .Where(f => !code.Contains("partial record " + Path.GetFileNameWithoutExtension(f) + "\n", StringComparison.Ordinal))
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), s_parsing, f));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(
            "Page", context.Append(CSharpSyntaxTree.ParseText(code, s_parsing, snippet.Page)), s_references, options);
        CSharpGeneratorDriver.Create([new JobGenerator().AsSourceGenerator()], parseOptions: s_parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var all, out _);
        // A block of declarations has no entry point, and a page may show a record before it is used.
        return all.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id is not ("CS5001" or "CS8803"));
    }

    private static string Repository([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
