using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Finding;

/// <summary>Finds the jobs of a compilation, and reads again only those that a changed declaration can have changed.</summary>
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
        if (stale is { Files.Count: 0 }) return last!.All;

        var reader = new RecordReader(
            compilation, declarations, stale is { } change ? last!.Vocabulary.Without(change.Names) : new(), cancellationToken);
        var jobs = new ImmutableArray<JobModel>[trees.Length];
        for (var i = 0; i < jobs.Length; i++)
            jobs[i] = stale is { } files && !files.Files.Contains(i) ? last!.InTree(i) : reader.Read(trees[i], declarations[i]);
        var found = new FoundJobs(compilation, declarations, jobs, reader.Vocabulary, last);
        Volatile.Write(ref _last, found);
        return found.All;
    }
}
