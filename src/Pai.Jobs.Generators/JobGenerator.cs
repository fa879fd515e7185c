using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pai.Jobs.Generators.Emission;
using Pai.Jobs.Generators.Finding;

namespace Pai.Jobs.Generators;

/// <summary>Adds the members of a job to every record with <c>[ProcessingJob]</c>: one file for each.</summary>
/// <remarks>
/// It reports nothing: where it cannot generate, the analyzers say why, from the same parser. <c>ForAttributeWithMetadataName</c> binds
/// every annotated type again after every keystroke anywhere. Here every file is hashed, without method bodies and comments, and the jobs
/// are read again only when the hash of a file, or the project itself, is another one: then all of them.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class JobGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.CompilationProvider
            .SelectMany(static (compilation, _) => ((CSharpCompilation)compilation).SyntaxTrees)
            .Select(static (tree, token) => TreeDeclarations.Of(tree, token))
            .WithTrackingName(TrackingNames.Declarations)
            .Collect();
        var projects = context.CompilationProvider
            .Combine(declarations)
            .Select(static (pair, _) => new Project((CSharpCompilation)pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Project);
        var jobs = projects
            .SelectMany(static (project, token) => JobFinder.Find(project, token))
            .WithTrackingName(TrackingNames.Job);

        var app = projects
            .Select(static (project, _) => AppModel.IsWanted(project.Compilation))
            .Combine(jobs.Select(static (job, _) => AppModel.EntryOf(job)).Collect())
            .Select(static (pair, _) => AppModel.Of(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.App);

        var folder = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => RecordFolder.Of(options));

        context.RegisterSourceOutput(jobs.Combine(folder), static (output, pair) =>
            output.AddSource(pair.Left.HintName, JobEmitter.Emit(RecordFolder.In(pair.Left, pair.Right))));
        context.RegisterSourceOutput(app, static (output, model) =>
        {
            if (model is not null) output.AddSource(AppEmitter.HintName, AppEmitter.Emit(model));
        });
    }
}
