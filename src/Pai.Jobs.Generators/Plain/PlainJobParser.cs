using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Plain;

/// <summary>Makes the model of a job from the code of a plain record and what is known of its scope, without the compiler.</summary>
/// <remarks>
/// It gives up at anything that is not known, or not right: then <see cref="JobParser"/> asks the compiler. What it does make is the same
/// as what that makes, which a test compares for a great many records.
/// </remarks>
internal static class PlainJobParser
{
    /// <summary>The model; null where the compiler must be asked.</summary>
    public static JobModel? Parse(PlainRecord record, ScopeVocabulary words)
    {
        if (!ReadAttributes(record, words, out var job, out var maps) || CommandOf(job!) is not { } command) return null;

        var problems = new ProblemReporter(collects: false);
        var members = new List<JobMember>();
        foreach (var property in record.Properties)
            if (!ReadProperty(property, record, words, members, problems)) return null;
        DuplicateNames.Check(members, problems);
        if (problems.HasErrors) return null;

        var name = JobSyntax.Escape(record.Name);
        var shape = new RecordShape(
            new(["partial record " + name]), name, KnownNames.Outputs, hidesBase: false, hidesOutputs: false, constructor: null,
            isPositional: false);
        var hintName = (record.Namespace.Length == 0 ? "" : record.Namespace + ".") + record.Name + HintNames.Suffix;
        var fullName = Literal.Global + (record.NamespaceCode is null ? "" : record.NamespaceCode + ".") + name;
        return JobParser.ModelOf(
            hintName, record.NamespaceCode, fullName, shape, null, DefinitionParser.Parse(record.Name, job!, maps, members), command,
            members);
    }

    private static bool ReadAttributes(PlainRecord record, ScopeVocabulary words, out AttributeFacts? job, out List<AttributeFacts> maps)
    {
        job = null;
        maps = new();
        foreach (var list in record.Syntax.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (words.ClassOf(attribute) is not { } className) return false;
                if (className.Length == 0) continue;
                if (FactsOf(attribute, className, record, words) is not { } facts) return false;
                if (DefinitionParser.IsMap(className)) maps.Add(facts);
                else if (className == KnownNames.ProcessingJob && job is null) job = facts;
                else return false;
            }
        }

        return job is not null;
    }

    /// <summary>The command in code. A text is looked at; a list is known only where one was right.</summary>
    private static string? CommandOf(AttributeFacts job) =>
        job.Positional is [var command] && !(command.Value is string text && text.Trim().Length == 0) ? command.Code : null;

    private static bool ReadProperty(
        PropertyDeclarationSyntax property, PlainRecord record, ScopeVocabulary words, List<JobMember> members, ProblemReporter problems)
    {
        AttributeSyntax? role = null;
        var roleName = "";
        List<(AttributeSyntax Attribute, string ClassName)>? validations = null;
        foreach (var list in property.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                switch (words.ClassOf(attribute))
                {
                    case "":
                        break;
                    case (KnownNames.Input or KnownNames.Output or KnownNames.Parameter) and var className when role is null:
                        (role, roleName) = (attribute, className);
                        break;
                    case { } className when className.StartsWith(Literal.Global, StringComparison.Ordinal):
                        (validations ??= new()).Add((attribute, className));
                        break;
                    default:
                        return false;
                }
            }
        }

        var isRequired = property.Modifiers.Any(SyntaxKind.RequiredKeyword);
        if (role is null) return !isRequired;
        if (!CanBeUsed(property)
            || words.TypeOf(property.Type, roleName) is not { } type
            || FactsOf(role, roleName, record, words) is not { } facts) return false;
        var member = new MemberFacts(
            property.Identifier.ValueText, type, facts,
            isRequired ? MemberInitialization.ObjectInitializer : MemberInitialization.WithExpression, symbol: null);
        if (roleName != KnownNames.Parameter)
        {
            members.Add(ChannelParser.Parse(member, problems));
            return true;
        }

        if (ChecksOf(validations, type.Code, record, words) is not { } checks) return false;
        members.Add(ParameterParser.Parse(member, checks, problems));
        return true;
    }

    private static EquatableArray<string>? ChecksOf(
        List<(AttributeSyntax Attribute, string ClassName)>? validations, string form, PlainRecord record, ScopeVocabulary words)
    {
        if (validations is null) return default(EquatableArray<string>);
        var checks = new List<string>();
        foreach (var (attribute, className) in validations)
        {
            if (!record.IsOfScope(attribute) || words.CheckOf(attribute, className, form) is not { } check) return null;
            if (check.Length > 0) checks.Add(check);
        }

        return new(checks.ToArray());
    }

    /// <summary>Whether a property is one that can be read and set, beyond doubt.</summary>
    private static bool CanBeUsed(PropertyDeclarationSyntax property) =>
        property is { AccessorList.Accessors: [var one, var other], ExpressionBody: null }
        && (one.IsKind(SyntaxKind.GetAccessorDeclaration)
            ? IsSetter(other)
            : IsSetter(one) && other.IsKind(SyntaxKind.GetAccessorDeclaration))
        && JobSyntax.HasOnly(
            property.Modifiers, SyntaxKind.PublicKeyword, SyntaxKind.InternalKeyword, SyntaxKind.ProtectedKeyword,
            SyntaxKind.PrivateKeyword, SyntaxKind.RequiredKeyword);

    private static bool IsSetter(AccessorDeclarationSyntax accessor) =>
        accessor.IsKind(SyntaxKind.SetAccessorDeclaration) || accessor.IsKind(SyntaxKind.InitAccessorDeclaration);

    /// <summary>What an attribute says; null where an argument is not known.</summary>
    private static AttributeFacts? FactsOf(AttributeSyntax attribute, string className, PlainRecord record, ScopeVocabulary words)
    {
        var positional = new List<ArgumentValue>();
        var named = new List<(string Key, ArgumentValue Value)>();
        if (attribute.ArgumentList is { } list)
        {
            foreach (var argument in list.Arguments)
            {
                var key = argument.NameEquals?.Name.Identifier.ValueText;
                if (argument.NameColon is not null
                    || !record.IsOfScope(argument.Expression)
                    || words.ArgumentOf(argument.Expression, className, ParameterOf(key, positional.Count)) is not { } value) return null;
                if (key is null) positional.Add(value);
                else if (named.Exists(n => n.Key == key)) return null;
                else named.Add((key, value));
            }
        }

        return new(className, positional.ToArray(), named.ToArray(), data: null);
    }

    /// <summary>The name under which the values of an attribute's parameter are known: its own, or its number.</summary>
    public static string ParameterOf(string? key, int position) => key ?? position.ToString(CultureInfo.InvariantCulture);
}
