using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Plain;

/// <summary>
/// A record whose own code says all that it declares: nested in no type, in one part, without a base and parameters, nothing nested in it.
/// </summary>
/// <remarks>
/// What a name means in it does not depend on it, but on the namespaces and usings around it: they are its scope. The members that it has
/// hide other things in expressions, and so an expression that names one of them is left to the compiler.
/// </remarks>
internal sealed class PlainRecord
{
    private readonly HashSet<string> _memberNames = new();
    private readonly List<PropertyDeclarationSyntax> _properties = new();
    private readonly List<BaseNamespaceDeclarationSyntax> _namespaces = new();
    private SyntaxList<UsingDirectiveSyntax> _usingsOfFile;

    private PlainRecord(RecordDeclarationSyntax syntax) => Syntax = syntax;

    public RecordDeclarationSyntax Syntax { get; }

    public string Name => Syntax.Identifier.ValueText;

    public IReadOnlyList<PropertyDeclarationSyntax> Properties => _properties;

    /// <summary>The record's namespace as in metadata; empty for none.</summary>
    public string Namespace { get; private set; } = "";

    /// <summary>The record's namespace in code; null for none.</summary>
    public string? NamespaceCode { get; private set; }

    /// <summary>The record; null where it is not plain.</summary>
    public static PlainRecord? Of(RecordDeclarationSyntax syntax)
    {
        var record = new PlainRecord(syntax);
        return record.HasPlainHead() && record.ReadMembers() && record.ReadNamespaces() ? record : null;
    }

    /// <summary>What stands around the record and decides what names mean in it.</summary>
    public string ScopeOf(bool isAnnotated)
    {
        var scope = new StringBuilder(isAnnotated ? "nullable" : "");
        AppendUsings(scope, _usingsOfFile);
        foreach (var space in _namespaces)
        {
            scope.Append('\n').Append(space.Name.ToString());
            AppendUsings(scope, space.Usings);
        }

        return scope.ToString();
    }

    /// <summary>The usings around the record.</summary>
    public IEnumerable<UsingDirectiveSyntax> Usings()
    {
        foreach (var directive in _usingsOfFile) yield return directive;
        foreach (var space in _namespaces)
            foreach (var directive in space.Usings) yield return directive;
    }

    /// <summary>Whether an expression, or an attribute with its arguments, means the same outside the record.</summary>
    public bool IsOfScope(SyntaxNode node)
    {
        if (node is LiteralExpressionSyntax) return true;
        foreach (var name in JobSyntax.NamesIn(node))
            if (_memberNames.Contains(name) || IsMemberOfEveryRecord(name)) return false;
        return true;
    }

    private bool HasPlainHead() =>
        Syntax is { TypeParameterList: null, ParameterList: null, BaseList: null, ConstraintClauses.Count: 0 }
        && !Syntax.ContainsDirectives
        && !Syntax.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword)
        && Name.Length > 0 && Name != KnownNames.Outputs && !KnownNames.IsGeneratedMember(Name)
        && JobSyntax.HasOnly(
            Syntax.Modifiers, SyntaxKind.PublicKeyword, SyntaxKind.InternalKeyword, SyntaxKind.SealedKeyword, SyntaxKind.PartialKeyword)
        && Syntax.Modifiers.Any(SyntaxKind.PartialKeyword)
        && HasNoTarget(Syntax.AttributeLists);

    private bool ReadMembers()
    {
        foreach (var member in Syntax.Members)
        {
            string name;
            switch (member)
            {
                case PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property when HasNoTarget(property.AttributeLists):
                    name = property.Identifier.ValueText;
                    _properties.Add(property);
                    break;
                case MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method:
                    name = method.Identifier.ValueText;
                    break;
                default:
                    return false;
            }

            if (KnownNames.IsGeneratedMember(name) || name is KnownNames.Outputs or KnownNames.OtherOutputs or "EqualityContract")
                return false;
            _memberNames.Add(name);
        }

        return true;
    }

    private bool ReadNamespaces()
    {
        var parent = Syntax.Parent;
        for (; parent is BaseNamespaceDeclarationSyntax space; parent = space.Parent)
        {
            // A name with a directive in it may read otherwise than it says.
            if (space.Externs.Count > 0 || space.Name.ContainsDirectives) return false;
            _namespaces.Insert(0, space);
        }

        if (parent is not CompilationUnitSyntax { Externs.Count: 0 } file) return false;
        _usingsOfFile = file.Usings;
        foreach (var space in _namespaces)
            if (!AddNamespace(space.Name)) return false;
        return true;
    }

    private bool AddNamespace(NameSyntax name)
    {
        switch (name)
        {
            case QualifiedNameSyntax qualified:
                return AddNamespace(qualified.Left) && AddNamespace(qualified.Right);
            case IdentifierNameSyntax { Identifier.ValueText: { Length: > 0 } text }:
                Namespace = Namespace.Length == 0 ? text : Namespace + "." + text;
                NamespaceCode = NamespaceCode is null ? JobSyntax.Escape(text) : NamespaceCode + "." + JobSyntax.Escape(text);
                return true;
            default:
                return false;
        }
    }

    private static void AppendUsings(StringBuilder scope, SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            scope.Append('\n');
            // With a directive in it, its text is not what the compiler reads.
            if (!directive.ContainsDirectives) scope.Append(directive.ToString());
            else foreach (var token in directive.DescendantTokens()) scope.Append(token.Text).Append(' ');
        }
    }

    private static bool HasNoTarget(SyntaxList<AttributeListSyntax> lists)
    {
        foreach (var list in lists)
            if (list.Target is not null) return false;
        return true;
    }

    private static bool IsMemberOfEveryRecord(string name) =>
        name is "Equals" or "GetHashCode" or "ToString" or "GetType" or "MemberwiseClone" or "ReferenceEquals" or "Finalize"
            or "EqualityContract" or "PrintMembers" or "Deconstruct";
}
