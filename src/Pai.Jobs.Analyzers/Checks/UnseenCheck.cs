using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>
/// Finds what a job takes from another generator. Generators do not see each other's code: the job's file says what was not there for its
/// own, and what is in order now came from another one.
/// </summary>
internal static class UnseenCheck
{
    public static void Check(JobAnalysisContext job, ProblemReporter problems, CancellationToken cancellationToken)
    {
        if (job.Members is null || FileOf(job.Type, cancellationToken) is not { } file) return;
        var (unseen, broken) = FileHeader.Read(file);
        var isReported = problems.HasErrors;
        foreach (var code in unseen)
            // What is unknown here too is the compiler's to report.
            if (!Contains(problems, code)) isReported |= Report(job, code, cancellationToken);
        if (broken is not null && !isReported)
            job.Report(RecordRules.NotSeen, ProblemPlace.Name(job.Type), $"A declaration that '{job.Type.Name}' depends on");
        if (broken is not null) return;
        foreach (var member in job.Members)
            if (!IsRead(file, member.Model.Property))
                // Shown at the record: nothing is reported in the file of a generator.
                job.Report(RecordRules.NotSeen, ProblemPlace.Name(job.Type), $"'{member.Symbol.Name}'");
    }

    /// <summary>The file that was generated for the job; null where there is none.</summary>
    private static string? FileOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            // A job that is nested in this one has the header of this one in its file, without a base.
            if (HintNames.IsGenerated(reference.SyntaxTree)
                && reference.GetSyntax(cancellationToken) is RecordDeclarationSyntax { BaseList: not null })
                return reference.SyntaxTree.GetText(cancellationToken).ToString();
        }

        return null;
    }

    private static bool Contains(ProblemReporter problems, string code)
    {
        foreach (var unseen in problems.Unseen)
            if (unseen == code) return true;
        return false;
    }

    private static bool IsRead(string file, string property) =>
        file.IndexOf($"this.{property})", StringComparison.Ordinal) >= 0
        || file.IndexOf($"this.{property},", StringComparison.Ordinal) >= 0;

    private static bool Report(JobAnalysisContext job, string code, CancellationToken cancellationToken)
    {
        // An enum may be inside the record.
        var seen = new HashSet<SyntaxNode>();
        foreach (var type in TypesOf(job))
        {
            foreach (var reference in type.DeclaringSyntaxReferences)
            {
                if (HintNames.IsGenerated(reference.SyntaxTree)) continue;
                foreach (var node in reference.GetSyntax(cancellationToken).DescendantNodes())
                {
                    if (CodeOf(node) is not { } part
                        || UnseenCode.TextOf(part) != code
                        || !Matters(node, type, job)
                        || !seen.Add(part)) continue;
                    job.Report(RecordRules.NotSeen, ProblemPlace.Code(part), $"'{part}'");
                }
            }
        }

        return seen.Count > 0;
    }

    /// <summary>The types that a job is read from: the record, its bases, and the enums of its parameters.</summary>
    private static IEnumerable<INamedTypeSymbol> TypesOf(JobAnalysisContext job)
    {
        for (var type = job.Type; type is { SpecialType: SpecialType.None }; type = type.BaseType) yield return type;
        foreach (var member in job.Members!)
            if (ParameterForm.EnumOf(member.Symbol.Type) is { } members) yield return members;
    }

    /// <summary>The code of a node that the generator may not have been able to bind.</summary>
    private static SyntaxNode? CodeOf(SyntaxNode node) => node switch
    {
        AttributeSyntax attribute => attribute,
        AttributeArgumentSyntax argument => argument.Expression,
        PropertyDeclarationSyntax property => property.Type,
        ParameterSyntax parameter => parameter.Type,
        EqualsValueClauseSyntax { Parent: ParameterSyntax } value => value.Value,
        BaseTypeSyntax of => of.Type,
        _ => null,
    };

    private static bool Matters(SyntaxNode node, INamedTypeSymbol type, JobAnalysisContext job) => node switch
    {
        AttributeSyntax attribute => IsRule(attribute, type),
        BaseTypeSyntax => HasMembers(type.BaseType, job),
        _ => true,
    };

    /// <summary>True if an attribute is one that the generator would have read.</summary>
    private static bool IsRule(AttributeSyntax attribute, INamedTypeSymbol type)
    {
        if (IsRule(attribute, type.GetAttributes())) return true;
        foreach (var member in type.GetMembers())
        {
            if (IsRule(attribute, member.GetAttributes())) return true;
            if (member is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) continue;
            foreach (var parameter in constructor.Parameters)
                if (IsRule(attribute, parameter.GetAttributes())) return true;
        }

        return false;
    }

    private static bool IsRule(AttributeSyntax syntax, ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
            if (attribute.ApplicationSyntaxReference is { } place && place.SyntaxTree == syntax.SyntaxTree && place.Span == syntax.Span)
                return attribute.AttributeClass is { } kind && (CheckParser.IsValidation(kind) || RecordParser.IsOurs(kind));
        return false;
    }

    private static bool HasMembers(INamedTypeSymbol? parent, JobAnalysisContext job)
    {
        for (; parent is { SpecialType: SpecialType.None }; parent = parent.BaseType)
            foreach (var member in job.Members!)
                if (SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, parent)) return true;
        return false;
    }
}
