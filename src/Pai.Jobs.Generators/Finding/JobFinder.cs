using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Finding;

/// <summary>Finds the jobs of a compilation, and asks the compiler only for those that a changed declaration can have changed.</summary>
/// <remarks>
/// <c>ForAttributeWithMetadataName</c> binds every annotated type again after every keystroke anywhere. Here an edit of a method's body or
/// a comment costs one hash of the edited file, and an edited declaration the files that mention its name. What is kept between runs is
/// the last result with what it was made of; a run's result is the same as that of a first run, which a test compares after random edits.
/// </remarks>
internal sealed class JobFinder
{
    private FoundJobs? _last;

    /// <summary>The models of all jobs, in the order of their files; the same array as before when no job changed.</summary>
    public ImmutableArray<JobModel> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var trees = ImmutableArray.CreateRange(compilation.SyntaxTrees);
        var declarations = new TreeDeclarations[trees.Length];
        for (var i = 0; i < trees.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            declarations[i] = TreeDeclarations.Of(trees[i]);
        }

        var last = Volatile.Read(ref _last);
        var stale = FoundJobs.FindStale(last, compilation, declarations);
        if (stale is { Count: 0 }) return last!.All;
        var found = new FoundJobs(compilation, declarations, Parse(compilation, trees, declarations, last, stale, cancellationToken), last);
        Volatile.Write(ref _last, found);
        return found.All;
    }

    private static ImmutableArray<JobModel>[] Parse(
        Compilation compilation, ImmutableArray<SyntaxTree> trees, TreeDeclarations[] declarations, FoundJobs? last, HashSet<int>? stale, CancellationToken cancellationToken)
    {
        var jobs = new ImmutableArray<JobModel>[trees.Length];
        var hasLibrary = !compilation.GetTypesByMetadataName(KnownNames.ProcessingJobAttribute).IsEmpty;
        var aliases = new HashSet<string>();
        foreach (var file in declarations) aliases.UnionWith(file.Aliases);
        for (var i = 0; i < jobs.Length; i++)
        {
            jobs[i] = stale is not null && !stale.Contains(i) ? last!.InTree(i)
                : hasLibrary ? Parse(compilation, trees[i], declarations[i], aliases, cancellationToken)
                : ImmutableArray<JobModel>.Empty;
        }

        return jobs;
    }

    private static ImmutableArray<JobModel> Parse(
        Compilation compilation, SyntaxTree tree, TreeDeclarations declarations, HashSet<string> aliases, CancellationToken cancellationToken)
    {
        var jobs = ImmutableArray<JobModel>.Empty;
        SemanticModel? model = null;
        foreach (var record in declarations.Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!JobSyntax.MayBeJob(record, aliases)) continue;
            model ??= compilation.GetSemanticModel(tree);
            if (Parse(record, model, compilation, cancellationToken) is { } job) jobs = jobs.Add(job);
        }

        return jobs;
    }

    private static JobModel? Parse(RecordDeclarationSyntax record, SemanticModel model, Compilation compilation, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(record, cancellationToken) is not { } type || RecordParser.FindAttribute(type) is not { } attribute) return null;
        // Of a record in several parts, the part with the attribute makes the job.
        return attribute.ApplicationSyntaxReference is { } place && place.SyntaxTree == record.SyntaxTree && record.Span.Contains(place.Span)
            ? JobParser.Parse(type, attribute, compilation, new(collects: false), cancellationToken)
            : null;
    }
}
