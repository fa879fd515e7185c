using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Plain;

namespace Pai.Jobs.Generators.Finding;

/// <summary>The jobs of a compilation, and what they were found in.</summary>
internal sealed class FoundJobs
{
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly string? _assembly;
    private readonly ParseOptions? _parseOptions;
    private readonly (ulong Hash, ulong GlobalHash, TreeNames Names)[] _trees;
    private readonly ImmutableArray<JobModel>[] _jobs;

    public FoundJobs(
        Compilation compilation, TreeDeclarations[] declarations, ImmutableArray<JobModel>[] jobs, Vocabulary vocabulary, FoundJobs? last)
    {
        Vocabulary = vocabulary;
        _options = compilation.Options;
        _references = compilation.ExternalReferences;
        _assembly = compilation.AssemblyName;
        _parseOptions = ParseOptionsOf(compilation);
        _trees = new (ulong, ulong, TreeNames)[declarations.Length];
        for (var i = 0; i < _trees.Length; i++) _trees[i] = (declarations[i].Hash, declarations[i].GlobalHash, declarations[i].Names);
        _jobs = jobs;
        var all = ImmutableArray.CreateBuilder<JobModel>();
        foreach (var inTree in jobs) all.AddRange(inTree);
        // The same array tells the driver without a look at the jobs that there is nothing to do.
        All = last is not null && AreEqual(last.All, all) ? last.All : all.ToImmutable();
    }

    public ImmutableArray<JobModel> All { get; }

    /// <summary>What was learned from them, and from those of earlier runs.</summary>
    public Vocabulary Vocabulary { get; }

    public ImmutableArray<JobModel> InTree(int index) => _jobs[index];

    /// <summary>The files whose jobs must be found anew, and the names that may mean something else there; null for all of them.</summary>
    public static (HashSet<int> Files, HashSet<string> Names)? FindStale(
        FoundJobs? last, Compilation compilation, TreeDeclarations[] declarations)
    {
        if (last is null || !last.IsSameProject(compilation) || last._trees.Length != declarations.Length) return null;
        var stale = new HashSet<int>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < declarations.Length; i++)
        {
            if (last._trees[i].Hash == declarations[i].Hash) continue;
            if (last._trees[i].GlobalHash != declarations[i].GlobalHash) return null;
            stale.Add(i);
            names.UnionWith(last._trees[i].Names.Declared);
            names.UnionWith(declarations[i].Names.Declared);
        }

        if (names.Count > 0) AddDependents(declarations, stale, names);
        foreach (var i in stale)
            if (declarations[i].HasGlobalUsing) return null;
        return (stale, names);
    }

    /// <summary>
    /// Adds the files that mention a changed name, and those that mention what such files declare, until there are no more.
    /// </summary>
    private static void AddDependents(TreeDeclarations[] declarations, HashSet<int> stale, HashSet<string> names)
    {
        for (var grew = true; grew;)
        {
            grew = false;
            for (var i = 0; i < declarations.Length; i++)
            {
                if (stale.Contains(i) || !declarations[i].Names.DependOn(names)) continue;
                stale.Add(i);
                names.UnionWith(declarations[i].Names.Declared);
                grew = true;
            }
        }
    }

    private bool IsSameProject(Compilation compilation) =>
        _references == compilation.ExternalReferences && _assembly == compilation.AssemblyName
        && _options.Equals(compilation.Options) && Equals(_parseOptions, ParseOptionsOf(compilation));

    private static ParseOptions? ParseOptionsOf(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees) return tree.Options;
        return null;
    }

    private static bool AreEqual(ImmutableArray<JobModel> left, ImmutableArray<JobModel>.Builder right)
    {
        if (left.Length != right.Count) return false;
        for (var i = 0; i < left.Length; i++)
            if (!left[i].Equals(right[i])) return false;
        return true;
    }
}
