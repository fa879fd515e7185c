using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Finding;

/// <summary>Reads the jobs of a project: all of them, several files at a time.</summary>
internal static class JobFinder
{
    /// <summary>The models of all jobs, in the order of their files and in these of the code.</summary>
    public static ImmutableArray<JobModel> Find(Project project, CancellationToken cancellationToken)
    {
        var compilation = project.Compilation;
        if (compilation.GetTypesByMetadataName(KnownNames.ProcessingJobAttribute).IsEmpty) return ImmutableArray<JobModel>.Empty;
        var aliases = AliasesOf(project.Declarations);
        var trees = compilation.SyntaxTrees;
        var jobs = new List<JobModel>?[trees.Length];
        Parallel.For(0, trees.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            if (project.Declarations[i].HasAnnotatedRecord) jobs[i] = Read(trees[i], compilation, aliases, cancellationToken);
        });
        return HintNames.MakeUnique(jobs);
    }

    /// <summary>The job that a record's declaration makes; null where it makes none.</summary>
    public static JobModel? Read(
        RecordDeclarationSyntax record, SemanticModel model, CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(record, cancellationToken) is not { } type
            || RecordParser.FindAttribute(type) is not { } attribute
            // Of a record in several parts, the part with the attribute makes the job.
            || attribute.ApplicationSyntaxReference is not { } place
            || place.SyntaxTree != record.SyntaxTree
            || !record.Span.Contains(place.Span)) return null;
        return JobParser.Parse(type, attribute, compilation, cancellationToken);
    }

    private static List<JobModel>? Read(
        SyntaxTree tree, CSharpCompilation compilation, HashSet<string> aliases, CancellationToken cancellationToken)
    {
        List<JobModel>? jobs = null;
        SemanticModel? model = null;
        foreach (var node in tree.GetRoot(cancellationToken).DescendantNodes(
            static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is not RecordDeclarationSyntax record || !JobSyntax.MayBeJob(record, aliases)) continue;
            model ??= compilation.GetSemanticModel(tree);
            if (Read(record, model, compilation, cancellationToken) is { } job) (jobs ??= new()).Add(job);
        }

        return jobs;
    }

    /// <summary>The aliases of the attribute, and those of its aliases, until there are no more.</summary>
    private static HashSet<string> AliasesOf(ImmutableArray<TreeDeclarations> declarations)
    {
        var aliases = new HashSet<string>();
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var file in declarations)
                foreach (var (name, target) in file.Aliases)
                    if (JobSyntax.IsJobAttributeName(target) || aliases.Contains(target)) grew |= aliases.Add(name);
        }

        return aliases;
    }
}
