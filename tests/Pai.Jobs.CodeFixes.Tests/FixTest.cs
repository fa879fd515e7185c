extern alias Generators;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Source = Pai.Jobs.Analyzers.Tests.Verify;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>Runs a fix on what all analyzers report, beside the generator, as a project does.</summary>
internal sealed class FixTest<TFix> : CSharpCodeFixTest<Analyzers.JobAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    public FixTest()
    {
        // The framework of this process: built-in sets would be downloaded.
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(References.All);
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
    }

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Source.Analyzers;

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(Generators::Pai.Jobs.Generators.JobGenerator)];
}
