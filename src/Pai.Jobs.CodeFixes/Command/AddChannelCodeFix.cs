using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>Adds the channel whose folder the command names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddChannelCodeFix))]
internal sealed class AddChannelCodeFix() : JobCodeFix(RuleIds.ContainerPath)
{
    private static readonly Regex s_path = new(
        "/ml/(?<kind>input/data|output)/(?<name>[A-Za-z0-9][A-Za-z0-9_.-]*)", RegexOptions.CultureInvariant);

    protected override async Task RegisterAsync(FixContext fix)
    {
        if (Suggestions.TextOf(fix.Node) is null || fix.NodeOf<TypeDeclarationSyntax>() is not { } record) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (model.GetDeclaredSymbol(record, fix.CancellationToken) is not { } type) return;

        // The place is the path, or the text that it is in.
        var text = await fix.GetTextAsync().ConfigureAwait(false);
        foreach (Match match in s_path.Matches(text.ToString(fix.Diagnostic.Location.SourceSpan)))
        {
            var (name, isInput) = (match.Groups["name"].Value.TrimEnd('.'), match.Groups["kind"].Value != "output");
            if (ChannelNames.Of(type, isInput).Contains(name)
                || PascalCase.Of(name) is not { } pascal) continue;
            var property = NewMember.NameFor(type, pascal);
            var mark = model.GetNullableContext(record.Identifier.SpanStart).AnnotationsEnabled() ? "?" : "";
            var code = $"[{AttributeOf(name, property, isInput)}] public OssUri{mark} {property} {{ get; init; }}";
            fix.Offer(
                $"Add the {(isInput ? "input" : "output")} '{property}'", match.Value,
                [.. NewMember.Add(record, code, model, text)]);
        }
    }

    /// <summary>An input that the command names is needed, and a property that is new to its users is null.</summary>
    private static string AttributeOf(string name, string property, bool isInput)
    {
        var own = SnakeCase.Of(property) == name ? "" : Code.Text(name);
        if (!isInput) return own.Length == 0 ? "Output" : $"Output({own})";
        return own.Length == 0 ? "Input(Required = true)" : $"Input({own}, Required = true)";
    }
}
