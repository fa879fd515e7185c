using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;
using Pai.Jobs.Generators.Plain;

namespace Pai.Jobs.Generators.Finding;

/// <summary>Reads the jobs of single files of one compilation: from what is known already where that will do, and else by asking the compiler, to know it then.</summary>
internal sealed class JobReader
{
    private readonly Compilation _compilation;
    private readonly DeclaredNames _names;
    private readonly HashSet<string> _aliases = new();
    private readonly Lazy<bool> _hasLibrary;
    private readonly CancellationToken _cancellationToken;

    public JobReader(Compilation compilation, TreeDeclarations[] declarations, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _names = new(declarations);
        Vocabulary = vocabulary;
        _cancellationToken = cancellationToken;
        _hasLibrary = new(() => !compilation.GetTypesByMetadataName(KnownNames.ProcessingJobAttribute).IsEmpty);
        foreach (var file in declarations) _aliases.UnionWith(file.Aliases);
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>The jobs of a file.</summary>
    public ImmutableArray<JobModel> Read(SyntaxTree tree, TreeDeclarations declarations)
    {
        var jobs = ImmutableArray<JobModel>.Empty;
        SemanticModel? model = null;
        foreach (var record in declarations.Records)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (!JobSyntax.MayBeJob(record, _aliases)) continue;
            model ??= _compilation.GetSemanticModel(tree);
            if (Read(record, declarations, model) is { } job) jobs = jobs.Add(job);
        }

        return jobs;
    }

    private JobModel? Read(RecordDeclarationSyntax record, TreeDeclarations declarations, SemanticModel model)
    {
        var plain = PlainOf(record, declarations);
        var words = plain is null ? null : Vocabulary.Of(plain, model.GetNullableContext(record.SpanStart).AnnotationsEnabled());
        if (plain is not null && PlainJobParser.Parse(plain, words!) is { } known) return known;

        if (!_hasLibrary.Value || model.GetDeclaredSymbol(record, _cancellationToken) is not { } type || RecordParser.FindAttribute(type) is not { } attribute) return null;
        // Of a record in several parts, the part with the attribute makes the job.
        if (attribute.ApplicationSyntaxReference is not { } place || place.SyntaxTree != record.SyntaxTree || !record.Span.Contains(place.Span)) return null;
        var job = JobParser.Parse(type, attribute, _compilation, _cancellationToken, out var members);
        if (job is not null && plain is not null) VocabularyTeacher.Teach(plain, type, members, words!);
        return job;
    }

    /// <summary>The record as a plain one; null where it is none, or where its name or its file make it doubtful.</summary>
    public PlainRecord? PlainOf(RecordDeclarationSyntax record, TreeDeclarations declarations) =>
        !declarations.HasFileLocalType
        && record.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp10 }
        && !record.SyntaxTree.GetRoot(_cancellationToken).ContainsDiagnostics
        && PlainRecord.Of(record) is { } plain
        && _names.IsOnlyOne(plain.Name, plain.Namespace)
            ? plain
            : null;
}
