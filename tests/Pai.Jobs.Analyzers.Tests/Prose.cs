using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Something that users read, without the code in it: a placeholder is there instead.</summary>
/// <param name="Source">The file, the member or the rule.</param>
/// <param name="Text">The prose.</param>
/// <param name="FirstLine">The line of a file on which the prose starts; null if the source says enough.</param>
/// <param name="IsSummary">True for the summary of a member.</param>
internal sealed partial record Prose(string Source, string Text, int? FirstLine = null, bool IsSummary = false)
{
    private const string Code = "X";

    /// <summary>The source, with the line if it is a file.</summary>
    public string Where(int index) =>
        FirstLine is { } first
            ? string.Create(CultureInfo.InvariantCulture, $"{Source}:{first + Text.AsSpan(0, index).Count('\n')}")
            : Source;

    /// <summary>A page without its code blocks, code spans and link targets.</summary>
    public static Prose OfPage(string path, string root)
    {
        var page = Fence().Replace(File.ReadAllText(path), block => new string('\n', block.Value.AsSpan().Count('\n')));
        return new(Path.GetRelativePath(root, path), LinkTarget().Replace(Span().Replace(page, Code), "]"), FirstLine: 1);
    }

    /// <summary>The documentation of the public and protected members of an assembly, from the XML file beside it.</summary>
    public static IEnumerable<Prose> OfDocumentation(Assembly assembly)
    {
        var types = assembly.GetExportedTypes().ToDictionary(t => t.FullName!.Replace('+', '.'));
        foreach (var member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        {
            var id = member.Attribute("name")!.Value;
            if (!IsPublic(id, types)) continue;
            foreach (var element in member.Elements())
                yield return new($"{assembly.GetName().Name} {id}, <{element.Name}>", TextOf(element).Trim(),
                    IsSummary: element.Name == "summary");
        }
    }

    /// <summary>The string literals of C# files that are more than one word: parts of messages and the titles of fixes.</summary>
    public static IEnumerable<Prose> OfStrings(string path, string root)
    {
        foreach (var node in CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantNodes())
        {
            var text = node switch
            {
                LiteralExpressionSyntax { Token.Value: string value } => value,
                InterpolatedStringExpressionSyntax interpolated =>
                    string.Concat(interpolated.Contents.Select(c => c is InterpolatedStringTextSyntax t ? t.TextToken.ValueText : Code)),
                _ => "",
            };
            if (text.Trim().Contains(' ', StringComparison.Ordinal))
                yield return new(
                    $"{Path.GetRelativePath(root, path)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}", text);
        }
    }

    private static bool IsPublic(string id, Dictionary<string, Type> types)
    {
        var name = id[2..].Split('(')[0].Split('~')[0];
        if (id[0] == 'T') return types.ContainsKey(name);
        var dot = name.LastIndexOf('.');
        var own = name[(dot + 1)..].Split("``")[0].Replace('#', '.');
        return types.TryGetValue(name[..dot], out var type)
            && type.GetMember(own, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
                .Any(IsVisible);
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo raised => raised.AddMethod is { } add && IsVisible(add),
        _ => false,
    };

    private static string TextOf(XElement element) =>
        string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" or "code" or "see" or "seealso" or "paramref" or "typeparamref" or "a" } => Code,
            XElement inner => TextOf(inner),
            _ => "",
        }));

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\]\([^)\n]*\)")]
    private static partial Regex LinkTarget();
}
