using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// Finds the code of a job that the generator cannot bind, which it writes into the job's file. If the code is in order for the analyzers,
/// which see what all generators made, then another generator made what it names.
/// </summary>
internal static class UnseenCode
{
    /// <summary>The code in one line, the same however it is laid out.</summary>
    public static string TextOf(SyntaxNode node)
    {
        var text = new StringBuilder();
        foreach (var token in node.DescendantTokens())
        {
            if (text.Length > 0) text.Append(' ');
            foreach (var c in token.Text) text.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return text.ToString();
    }

    /// <summary>Reports what is unknown in the arguments of an attribute; says whether there is anything.</summary>
    public static bool Report(AttributeData attribute, ProblemReporter problems)
    {
        var isKnown = attribute.AttributeConstructor is not null;
        for (var i = 0; isKnown && i < attribute.ConstructorArguments.Length; i++)
        {
            if (!IsUnknown(attribute.ConstructorArguments[i])) continue;
            // Half-typed code may have more arguments than the constructor that is taken for it.
            var parameters = attribute.AttributeConstructor!.Parameters;
            problems.ReportUnseen(
                i < parameters.Length ? ProblemPlace.Argument(attribute, parameters[i].Name, i) : FirstDoubtful(attribute));
            isKnown = false;
        }

        foreach (var argument in attribute.NamedArguments)
        {
            if (!IsUnknown(argument.Value)) continue;
            problems.ReportUnseen(ProblemPlace.Argument(attribute, argument.Key));
            isKnown = false;
        }

        if (attribute.AttributeConstructor is null) problems.ReportUnseen(FirstDoubtful(attribute));
        return !isKnown;
    }

    /// <summary>Reports what is unknown in the string forms of an enum's members.</summary>
    public static void ReportTexts(INamedTypeSymbol type, ProblemReporter problems)
    {
        foreach (var member in type.GetMembers())
        {
            foreach (var attribute in member.GetAttributes())
                if (attribute.AttributeClass is { Name: "EnumMemberAttribute" }
                    && Arguments.Named(attribute, "Value").Kind == TypedConstantKind.Error
                    && attribute.NamedArguments.Length > 0) problems.ReportUnseen(ProblemPlace.Argument(attribute, "Value"));
        }
    }

    /// <summary>Notes the attributes of a symbol whose classes are unknown: one of them may be a validation attribute.</summary>
    public static void NoteAttributes(ImmutableArray<AttributeData> attributes, ProblemReporter problems)
    {
        foreach (var attribute in attributes)
            if (attribute.AttributeClass is null or { TypeKind: TypeKind.Error }) problems.NoteUnseen(ProblemPlace.Attribute(attribute));
    }

    /// <summary>Notes an unknown base, which may have channels and parameters.</summary>
    public static void NoteBase(INamedTypeSymbol type, ProblemReporter problems)
    {
        if (type.BaseType is not { TypeKind: TypeKind.Error }) return;
        foreach (var reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is TypeDeclarationSyntax { BaseList.Types: [var first, ..] })
                problems.NoteUnseen(ProblemPlace.Code(first.Type));
    }

    /// <summary>True if a type, or one that it is made of, is unknown.</summary>
    public static bool IsUnknown(ITypeSymbol type)
    {
        switch (type)
        {
            case { TypeKind: TypeKind.Error }:
                return true;
            case IArrayTypeSymbol array:
                return IsUnknown(array.ElementType);
            case INamedTypeSymbol named:
                // typeof(List<>) has an argument that is an error type, too.
                if (named.IsUnboundGenericType) return false;
                foreach (var argument in named.TypeArguments)
                    if (IsUnknown(argument)) return true;
                return false;
            default:
                return false;
        }
    }

    private static bool IsUnknown(TypedConstant constant)
    {
        switch (constant.Kind)
        {
            case TypedConstantKind.Error:
                return true;
            case TypedConstantKind.Type:
                return constant.Value is ITypeSymbol type && IsUnknown(type);
            case TypedConstantKind.Array when !constant.IsNull:
                foreach (var element in constant.Values)
                    if (IsUnknown(element)) return true;
                return false;
            default:
                return false;
        }
    }

    /// <summary>Where no constructor fits: the first argument that is not a literal, or else the attribute.</summary>
    private static ProblemPlace FirstDoubtful(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            foreach (var argument in arguments)
                if (argument.NameEquals is null && argument.Expression is not LiteralExpressionSyntax)
                    return ProblemPlace.Code(argument.Expression);
        }

        return ProblemPlace.Attribute(attribute);
    }
}
