using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Emission;
using Pai.Jobs.Generators.Finding;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// What is to be generated, the plain way: every record of a compilation is looked at, the compiler is asked about each, nothing is kept.
/// </summary>
internal static class Reference
{
    public static SortedDictionary<string, string> Generate(CSharpCompilation compilation)
    {
        var jobs = new List<JobModel>();
        if (!compilation.GetTypesByMetadataName(KnownNames.ProcessingJobAttribute).IsEmpty)
        {
            foreach (var record in compilation.SyntaxTrees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>()))
            {
                if (JobFinder.Read(record, compilation.GetSemanticModel(record.SyntaxTree), compilation, default) is { } job) jobs.Add(job);
            }
        }

        return new(HintNames.MakeUnique([jobs]).ToDictionary(j => j.HintName, j => JobEmitter.Emit(j).ToString()), StringComparer.Ordinal);
    }

    /// <summary>Asserts that a run of the generator made what is to be generated.</summary>
    public static void AssertSame(CSharpCompilation compilation, GeneratorDriver driver, string what)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null, what + "\n" + result.Exception);
        var made = result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        var expected = Generate(compilation);
        var different = expected.Keys.Union(made.Keys).Where(k => expected.GetValueOrDefault(k) != made.GetValueOrDefault(k)).ToArray();
        Assert.True(different.Length == 0, $"{string.Join(", ", different)} after {what}");
    }
}
