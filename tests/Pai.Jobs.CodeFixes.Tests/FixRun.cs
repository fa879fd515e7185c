extern alias Generators;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Analyzers.Tests;
using Source = Pai.Jobs.Analyzers.Tests.Verify;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>Runs all fixes on code of any kind, right or not.</summary>
internal static class FixRun
{
    /// <summary>A document with the source, in a project that has the library and the generator.</summary>
    public static Document DocumentOf(string source) => ProjectOf([source]).Documents.Single();

    /// <summary>A project with the sources, the library and the generator.</summary>
    public static Project ProjectOf(IEnumerable<string> sources)
    {
        var project = new AdhocWorkspace().AddProject("Consumer", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12))
            .WithCompilationOptions(
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences(References.All)
            .AddAnalyzerReference(
                new AnalyzerFileReference(typeof(Generators::Pai.Jobs.Generators.JobGenerator).Assembly.Location, Loader.Instance));
        foreach (var source in sources)
        {
            var name = $"File{project.DocumentIds.Count}.cs";
            project = project.AddDocument(name, Source.Usings + source, filePath: ProjectOptions.Folder + name).Project;
        }

        return project;
    }

    /// <summary>What the analyzers report in a document.</summary>
    public static Task<ImmutableArray<Diagnostic>> DiagnosticsOfAsync(Document document, ProjectOptions? options = null) =>
        DiagnosticsOfAsync(document.Project, options);

    /// <summary>What the analyzers report in a project.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsOfAsync(
        Project project, ProjectOptions? options = null, CancellationToken cancellationToken = default) =>
        await (await project.GetCompilationAsync(cancellationToken))!.WithAnalyzers(
            Source.Analyzers, (options ?? new()).ForAnalyzers()).GetAnalyzerDiagnosticsAsync(cancellationToken);

    /// <summary>The actions that all fixes offer for a diagnostic.</summary>
    public static async Task<List<CodeAction>> ActionsOfAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellationToken = default)
    {
        var actions = new List<CodeAction>();
        foreach (var fix in AllRulesTests.Fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await fix.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken));
        return actions;
    }

    /// <summary>The actions for the diagnostics of one rule in an example.</summary>
    public static async Task<List<CodeAction>> OfferedAsync(PageExample example, string id)
    {
        var document = DocumentOf(example.Code);
        var actions = new List<CodeAction>();
        foreach (var diagnostic in await DiagnosticsOfAsync(document, example.Options))
            if (diagnostic.Id == id) actions.AddRange(await ActionsOfAsync(document, diagnostic));
        return actions;
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static readonly Loader Instance = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => typeof(Generators::Pai.Jobs.Generators.JobGenerator).Assembly;
    }
}
