using System;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>
/// Finds <c>$PAI_USER_ARGS</c> as it stands in a command, with parameters whose values a shell then takes apart: they are quoted in it,
/// and only <c>eval</c> takes the quotes away.
/// </summary>
internal static class UserArgumentsCheck
{
    private const string Plain = "_./:=,@%+-";

    /// <summary>Programs that read quotes themselves, or only show what they are given.</summary>
    private static readonly string[] s_others = ["echo", "printf", "eval", "set", "export", "test", "[", "[["];

    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        var has = false;
        foreach (var part in command.Parts) has |= part.Text.IndexOf("PAI_USER_ARGS", StringComparison.Ordinal) >= 0;
        if (!has || FindBroken(job) is not var (member, reason)) return;
        foreach (var simple in command.Commands)
        {
            if ((!command.IsShell && !simple.IsNested) || Array.IndexOf(s_others, simple.Program.Name) >= 0) continue;
            foreach (var word in simple.Words)
                if (word is { Quote: '\0', Text: "$PAI_USER_ARGS" or "${PAI_USER_ARGS}" })
                    job.Report(
                        CommandRules.UserArguments, word.Part.LocationOf(word.Start, word.Text.Length), [], word.Text, member.Symbol.Name,
                        reason);
        }
    }

    private static (JobMember Member, string Reason)? FindBroken(JobAnalysisContext job)
    {
        foreach (var member in job.Members!)
            if (member.Model.Role == MemberRole.Parameter && ReasonOf(member.Symbol) is { } reason) return (member, reason);
        return null;
    }

    /// <summary>Why the values of a parameter do not come through; null where they do, or where that cannot be told.</summary>
    private static string? ReasonOf(IPropertySymbol property)
    {
        var type = ParameterForm.Underlying(property.Type);
        if (type is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: 1 })
            return "a list is passed as JSON in quotes, which the shell does not remove";
        if (type.TypeKind == TypeKind.Enum)
            return HasOtherText(type) ? "the string form of a member contains special characters" : null;
        if (type.SpecialType is not (SpecialType.System_String or SpecialType.System_Char) || HasRuleOfItsOwn(property)) return null;
        if (DefaultValue.LiteralOf(property) is not { } value) return "a string can contain spaces";
        var text = value.ToString();
        return text.Length == 0 ? "its default is an empty string"
            : text[0] == '-' ? "its default starts with '-', so the program reads it as an option"
            : IsPlain(text) ? null
            : "its default contains special characters";
    }

    private static bool HasOtherText(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            foreach (var attribute in member.GetAttributes())
                if (attribute is { AttributeClass.Name: "EnumMemberAttribute", NamedArguments: [{ Value.Value: string text }] }
                    && !IsPlain(text)) return true;
        return false;
    }

    /// <summary>True if the author says which strings there are: then they are known, and probably plain.</summary>
    private static bool HasRuleOfItsOwn(IPropertySymbol property)
    {
        foreach (var attribute in DefaultValue.AttributesOf(property))
            if (attribute.AttributeClass?.Name is "AllowedValuesAttribute" or "RegularExpressionAttribute") return true;
        return false;
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9') && Plain.IndexOf(c) < 0) return false;
        return text.Length > 0;
    }
}
