using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Emission;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// What is to be generated, the plain way: every record of a compilation is looked at, the compiler is asked about each, nothing is kept.
/// </summary>
internal static class Reference
{
    public static SortedDictionary<string, string> Generate(CSharpCompilation compilation)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (compilation.GetTypesByMetadataName(KnownNames.ProcessingJobAttribute).IsEmpty) return files;
        foreach (var record in compilation.SyntaxTrees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>()))
        {
            if (compilation.GetSemanticModel(record.SyntaxTree).GetDeclaredSymbol(record) is not { } type
                || RecordParser.FindAttribute(type) is not { } attribute) continue;
            if (attribute.ApplicationSyntaxReference is not { } place
                || place.SyntaxTree != record.SyntaxTree
                || !record.Span.Contains(place.Span)) continue;
            if (JobParser.Parse(type, attribute, compilation, default, out _) is { } job)
                files.Add(job.HintName, JobEmitter.Emit(job).ToString());
        }

        return files;
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
