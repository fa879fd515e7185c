using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Compiles sources against this process's own framework and Pai.Jobs, with everything a warning can be an error.</summary>
internal static class Compiler
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is { } f
                && (f.StartsWith("System.", StringComparison.Ordinal) || f is "mscorlib.dll" or "netstandard.dll"))
            .Select(p => MetadataReference.CreateFromFile(p)),
        MetadataReference.CreateFromFile(typeof(ProcessingJobAttribute).Assembly.Location),
    ];

    public static CSharpCompilation Create(
        IEnumerable<string> sources,
        LanguageVersion version = LanguageVersion.Latest,
        NullableContextOptions nullable = NullableContextOptions.Enable,
        IEnumerable<MetadataReference>? references = null,
        string name = "Consumer")
    {
        var parse = ParseOptions(version);
        var trees = sources.Select((text, i) => CSharpSyntaxTree.ParseText(text, parse, $"/src/File{i}.cs"));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            warningLevel: 9999,
            generalDiagnosticOption: ReportDiagnostic.Error,
            nullableContextOptions: nullable,
            deterministic: true);
        return CSharpCompilation.Create(name, trees, [.. s_references, .. references ?? []], options);
    }

    public static CSharpParseOptions ParseOptions(LanguageVersion version = LanguageVersion.Latest) =>
        new(version, DocumentationMode.Diagnose);

    public static GeneratorDriver CreateDriver(CSharpCompilation compilation, bool track = false) =>
        CSharpGeneratorDriver.Create(
            [new JobGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    /// <summary>The generated files by name.</summary>
    public static SortedDictionary<string, string> Generate(CSharpCompilation compilation)
    {
        var result = CreateDriver(compilation).RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return new(result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()), StringComparer.Ordinal);
    }

    /// <summary>The compilation with what was generated for it.</summary>
    public static CSharpCompilation WithGenerated(CSharpCompilation compilation)
    {
        CreateDriver(compilation).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var diagnostics);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)updated;
    }

    /// <summary>Every message of the compiler, from declarations to emitting, except those of the lowest severity.</summary>
    public static string[] Messages(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        using var docs = new MemoryStream();
        return [.. compilation.Emit(stream, xmlDocumentationStream: docs).Diagnostics
            .Where(d => d.Severity != DiagnosticSeverity.Hidden)
            .Select(d => d.ToString())];
    }

    /// <summary>Compiles, generated code and all, and loads the result.</summary>
    public static Assembly Load(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = WithGenerated(compilation).Emit(stream);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }
}
