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

/// <summary>
/// Reads the jobs of single files of one compilation: from what is known already where that will do, and else by asking the compiler, to
/// know it then.
/// </summary>
internal sealed class RecordReader
{
    private readonly Compilation _compilation;
    private readonly DeclaredNames _names;
    private readonly HashSet<string> _aliases = new();
    private readonly Lazy<bool> _hasLibrary;
    private readonly CancellationToken _cancellationToken;

    public RecordReader(
        Compilation compilation, TreeDeclarations[] declarations, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _names = new(declarations);
        Vocabulary = vocabulary;
        _cancellationToken = cancellationToken;
        _hasLibrary = new(() => !compilation.GetTypesByMetadataName(KnownNames.ProcessingJobAttribute).IsEmpty);
        AddAliases(declarations);
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

    /// <summary>
    /// The record as a plain one; null where it is none, or where its name or its file make it doubtful. Tests ask for it too.
    /// </summary>
    public PlainRecord? PlainOf(RecordDeclarationSyntax record, TreeDeclarations declarations) =>
        !declarations.HasFileLocalType
        && record.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp11 }
        && !record.SyntaxTree.GetRoot(_cancellationToken).ContainsDiagnostics
        && PlainRecord.Of(record) is { } plain
        && _names.IsOnlyOne(plain.Name, plain.Namespace)
            ? plain
            : null;

    /// <summary>Adds the aliases of the attribute, and those of its aliases, until there are no more.</summary>
    private void AddAliases(TreeDeclarations[] declarations)
    {
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var file in declarations)
                foreach (var (name, target) in file.Aliases)
                    if (JobSyntax.IsJobAttributeName(target) || _aliases.Contains(target)) grew |= _aliases.Add(name);
        }
    }

    private JobModel? Read(RecordDeclarationSyntax record, TreeDeclarations declarations, SemanticModel model)
    {
        var plain = PlainOf(record, declarations);
        var words = plain is not null && IsAnnotated(record, model) is { } isAnnotated ? Vocabulary.Of(plain, isAnnotated) : null;
        if (words is not null && PlainJobParser.Parse(plain!, words) is { } known) return known;

        if (!_hasLibrary.Value
            || model.GetDeclaredSymbol(record, _cancellationToken) is not { } type
            || RecordParser.FindAttribute(type) is not { } attribute) return null;
        // Of a record in several parts, the part with the attribute makes the job.
        if (attribute.ApplicationSyntaxReference is not { } place
            || place.SyntaxTree != record.SyntaxTree
            || !record.Span.Contains(place.Span)) return null;
        var job = JobParser.Parse(type, attribute, _compilation, _cancellationToken, out var members);
        if (job is not null && words is not null) VocabularyTeacher.Teach(plain!, type, members, words);
        return job;
    }

    /// <summary>
    /// Whether types in the record say of null; null in a generated file, which may have gone back to the project's setting or not.
    /// </summary>
    private bool? IsAnnotated(RecordDeclarationSyntax record, SemanticModel model)
    {
        var context = model.GetNullableContext(record.SpanStart);
        if (context.AnnotationsEnabled()) return true;
        return context.AnnotationsInherited() && (_compilation.Options.NullableContextOptions & NullableContextOptions.Annotations) != 0
            ? null
            : false;
    }
}
