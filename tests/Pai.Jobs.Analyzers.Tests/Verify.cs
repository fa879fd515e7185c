extern alias Generators;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Runs the analyzer over sources with markup, beside the generator, as a project does.</summary>
internal static class Verify
{
    /// <summary>What every source starts with; it takes three lines.</summary>
    public const string Usings = "using System;\nusing System.ComponentModel.DataAnnotations;\nusing Pai.Jobs;\n";

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(p) is "mscorlib.dll" or "netstandard.dll")
            .Select(p => MetadataReference.CreateFromFile(p)),
        MetadataReference.CreateFromFile(typeof(ProcessingJobAttribute).Assembly.Location),
    ];

    /// <summary>The diagnostics of the source are those that its markup says: <c>{|PAI1001:Job|}</c>.</summary>
    /// <param name="source">The source, without the usings.</param>
    /// <param name="version">The language version.</param>
    /// <param name="editorConfig">Lines for all C# files.</param>
    /// <param name="files">Additional files: path and text.</param>
    public static async Task AnalyzerAsync(
        string source, LanguageVersion version = LanguageVersion.CSharp12, string? editorConfig = null,
        params (string Path, string Text)[] files)
    {
        var test = new Test(version) { TestCode = Usings + source };
        foreach (var (path, text) in files) test.TestState.AdditionalFiles.Add((path, text));
        if (editorConfig is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + editorConfig + "\n"));
        await test.RunAsync();
    }

    /// <summary>Every analyzer of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(JobAnalyzer).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>Every rule of the package.</summary>
    public static IEnumerable<DiagnosticDescriptor> Rules => Analyzers.SelectMany(a => a.SupportedDiagnostics);

    /// <summary>What the analyzers report, and whether the generator wrote anything; for code of any kind.</summary>
    public static Task<(ImmutableArray<Diagnostic> Diagnostics, int Generated)> RunAsync(
        string source, LanguageVersion version = LanguageVersion.CSharp12, ProjectOptions? options = null) =>
        RunAsync([source], version, options ?? new(), default);

    /// <inheritdoc cref="RunAsync(string, LanguageVersion, ProjectOptions?)"/>
    public static async Task<(ImmutableArray<Diagnostic> Diagnostics, int Generated)> RunAsync(
        string[] sources, LanguageVersion version, ProjectOptions options, CancellationToken cancellationToken)
    {
        var parse = new CSharpParseOptions(version);
        var compilation = CSharpCompilation.Create(
            "Consumer",
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(
                Usings + source, parse, $"{ProjectOptions.Folder}File{i}.cs", cancellationToken: cancellationToken)),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSyntaxTreeOptionsProvider(options.Severities));
        var driver = CSharpGeneratorDriver
            .Create([new Generators::Pai.Jobs.Generators.JobGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _, cancellationToken);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        if (options.Generated is { } generated)
            updated = updated.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                Usings + generated, parse, ProjectOptions.Folder + "Other.g.cs", cancellationToken: cancellationToken));
        var diagnostics = await updated.WithAnalyzers(Analyzers, options.ForAnalyzers()).GetAnalyzerDiagnosticsAsync(cancellationToken);
        return (diagnostics, result.GeneratedSources.Length);
    }

    /// <summary>Whether the compiler itself objects to the source.</summary>
    public static bool Compiles(string source) =>
        !CSharpCompilation.Create(
            "Consumer", [CSharpSyntaxTree.ParseText(Usings + source, new CSharpParseOptions(LanguageVersion.CSharp12))], s_references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);

    private sealed class Test : CSharpAnalyzerTest<JobAnalyzer, DefaultVerifier>
    {
        private readonly LanguageVersion _version;

        public Test(LanguageVersion version)
        {
            _version = version;
            // The framework of this process: built-in sets would be downloaded.
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(s_references);
            TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
        }

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(_version);

        protected override CompilationOptions CreateCompilationOptions() =>
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Analyzers;

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(Generators::Pai.Jobs.Generators.JobGenerator)];
    }
}
