using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes an input read only, and adds an output to write to instead.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadWriteInputCodeFix))]
internal sealed class ReadWriteInputCodeFix() : JobCodeFix(RuleIds.ReadWriteInput)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<AttributeSyntax>() is not { } attribute || AttributeArguments.Find(attribute, "MountAccess") is not { } access)
            return;
        TextChange[] removal = [.. Removal.Of(fix.Root, access)];
        fix.Offer("Remove 'MountAccess'", nameof(ReadWriteInputCodeFix), removal);

        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (fix.NodeOf<TypeDeclarationSyntax>() is not { } record
            || model.GetDeclaredSymbol(record, fix.CancellationToken) is not { } type
            || NameOf(attribute) is not { } input) return;
        var name = NewMember.NameFor(type, input + "Output");
        var mark = model.GetNullableContext(record.Identifier.SpanStart).AnnotationsEnabled() ? "?" : "";
        var text = await fix.GetTextAsync().ConfigureAwait(false);
        fix.Offer(
            $"Add the output '{name}' instead", "output",
            [.. removal, .. NewMember.Add(record, $"[Output] public OssUri{mark} {name} {{ get; init; }}", model, text)]);
    }

    private static string? NameOf(AttributeSyntax attribute) => attribute.Parent?.Parent switch
    {
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        _ => null,
    };
}
