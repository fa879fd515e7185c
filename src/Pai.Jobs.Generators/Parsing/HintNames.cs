using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// Names generated files: the record's full metadata name. The compiler takes names that differ only in case for the same.
/// </summary>
internal static class HintNames
{
    public const string Suffix = ".Job.g.cs";

    private const int MaxLength = 210;

    /// <summary>True if a file is one of these.</summary>
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(Suffix, StringComparison.Ordinal);

    public static string Of(INamedTypeSymbol type)
    {
        var name = new StringBuilder();
        Append(name, type);
        // A file system takes names of 255 bytes: the compiler writes the files there where a project asks for it.
        if (name.Length > MaxLength / 3 && Encoding.UTF8.GetByteCount(name.ToString()) > MaxLength)
        {
            var hash = HashOf(name.ToString());
            name.Length = MaxLength / 3;
            name.Append('.').Append(hash.ToString("x8", CultureInfo.InvariantCulture));
        }

        return name.Append(Suffix).ToString();
    }

    /// <summary>All jobs in one list, those of the same name with a hash in it: one such name would cost all jobs their members.</summary>
    public static ImmutableArray<JobModel> MakeUnique(IReadOnlyList<IReadOnlyList<JobModel>?> files)
    {
        var jobs = ImmutableArray.CreateBuilder<JobModel>();
        foreach (var file in files)
            if (file is not null) jobs.AddRange(file);

        var counts = new Dictionary<string, int>(jobs.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var job in jobs) counts[job.HintName] = counts.TryGetValue(job.HintName, out var count) ? count + 1 : 1;
        if (counts.Count == jobs.Count) return jobs.ToImmutable();

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in counts)
            if (pair.Value == 1) taken.Add(pair.Key);
        for (var i = 0; i < jobs.Count; i++)
            if (counts[jobs[i].HintName] > 1) jobs[i] = jobs[i] with { HintName = DistinctName(jobs[i], taken) };
        return jobs.ToImmutable();
    }

    private static string DistinctName(JobModel job, HashSet<string> taken)
    {
        var name = job.HintName.Substring(0, job.HintName.Length - Suffix.Length);
        // The kinds of types are in the headers: a class and a struct of one name are an error in which the other jobs must not be lost.
        var hash = HashOf(job.FullName + string.Concat(job.TypeHeaders));
        for (var number = 0; ; number++)
        {
            var distinct = name + "." + unchecked(hash + (uint)number).ToString("x8", CultureInfo.InvariantCulture) + Suffix;
            if (taken.Add(distinct)) return distinct;
        }
    }

    private static void Append(StringBuilder name, INamespaceOrTypeSymbol symbol)
    {
        if (symbol is INamedTypeSymbol { ContainingType: { } outer })
        {
            Append(name, outer);
            name.Append('+');
        }
        else if (symbol.ContainingNamespace is { IsGlobalNamespace: false } space)
        {
            Append(name, space);
            name.Append('.');
        }

        name.Append(symbol.MetadataName);
    }

    /// <summary>FNV-1a: the same in every process, unlike the framework's.</summary>
    private static uint HashOf(string text)
    {
        var hash = 2166136261;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
