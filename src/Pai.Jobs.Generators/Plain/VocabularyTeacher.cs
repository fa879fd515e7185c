using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Plain;

/// <summary>Writes down what the compiler said of the texts in a plain record, for other records of its scope.</summary>
internal static class VocabularyTeacher
{
    /// <param name="record">The record, with which nothing is wrong.</param>
    /// <param name="type">The compiler's word of it.</param>
    /// <param name="members">Its channels and parameters.</param>
    /// <param name="words">Where to write.</param>
    public static void Teach(PlainRecord record, INamedTypeSymbol type, IReadOnlyList<JobMember> members, ScopeVocabulary words)
    {
        foreach (var attribute in type.GetAttributes()) TeachAttribute(record, attribute, type.ContainingAssembly, words);
        foreach (var symbol in type.GetMembers())
        {
            if (symbol is not IPropertySymbol { IsImplicitlyDeclared: false }) continue;
            foreach (var attribute in symbol.GetAttributes()) TeachAttribute(record, attribute, type.ContainingAssembly, words);
        }

        foreach (var member in members)
            if (member.Symbol.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is PropertyDeclarationSyntax property)
                TeachMember(record, member, property.Type, words);
    }

    private static void TeachMember(PlainRecord record, JobMember member, TypeSyntax type, ScopeVocabulary words)
    {
        words.LearnType(type, member.Facts.Role.ClassName, member.Facts.Type);
        if (member.Model.Role != MemberRole.Parameter) return;
        foreach (var attribute in member.Symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } attributeClass
                && CheckParser.IsValidation(attributeClass)
                && SyntaxOf(attribute) is { } syntax
                && record.IsOfScope(syntax)
                && SaysAll(syntax, attribute))
                words.LearnCheck(
                    syntax, attributeClass, member.Model.Type,
                    CheckParser.Parse(attribute, attributeClass, member.Symbol.Type, member.Model.Type) ?? "");
        }
    }

    /// <summary>
    /// Whether all values of an attribute's constructor are written: what the compiler supplies may be the name of the member or its line.
    /// </summary>
    private static bool SaysAll(AttributeSyntax syntax, AttributeData attribute)
    {
        if (attribute.AttributeConstructor is not { } constructor) return false;
        var written = 0;
        if (syntax.ArgumentList is { } list)
            foreach (var argument in list.Arguments)
                if (argument.NameEquals is null) written++;
        foreach (var parameter in constructor.Parameters)
            if (parameter.HasExplicitDefaultValue && parameter.Ordinal >= written) return false;
        return true;
    }

    private static void TeachAttribute(PlainRecord record, AttributeData attribute, IAssemblySymbol assembly, ScopeVocabulary words)
    {
        // What is obsolete may be an error to use, which is looked at each time.
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error, Name: not "ObsoleteAttribute" } attributeClass
            || SyntaxOf(attribute) is not { } syntax) return;
        var isOurs = RecordParser.IsOurs(attributeClass);
        // One that only looks like the library's may have defaults and types of its own.
        if (isOurs && (attributeClass.Arity > 0 || SymbolEqualityComparer.Default.Equals(attributeClass.ContainingAssembly, assembly)))
            return;
        words.LearnClass(
            syntax, isOurs ? attributeClass.Name : CheckParser.IsValidation(attributeClass) ? Literal.FullName(attributeClass) : "");
        if (isOurs && syntax.ArgumentList is { } list) TeachArguments(record, attribute, list, words);
    }

    private static void TeachArguments(PlainRecord record, AttributeData attribute, AttributeArgumentListSyntax list, ScopeVocabulary words)
    {
        var facts = AttributeFacts.Of(attribute);
        var positional = 0;
        foreach (var argument in list.Arguments)
        {
            // Arguments in an order of their own are read by the compiler each time.
            if (argument.NameColon is not null) return;
            var key = argument.NameEquals?.Name.Identifier.ValueText;
            var position = positional;
            if (key is null && positional++ >= facts.Positional.Length) return;
            var value = key is null ? facts.Positional[position] : facts[key];
            if (value.Learned is { } learned && record.IsOfScope(argument.Expression))
                words.LearnArgument(argument.Expression, facts.ClassName, PlainJobParser.ParameterOf(key, position), learned);
        }
    }

    private static AttributeSyntax? SyntaxOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
}
