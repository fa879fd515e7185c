namespace Pai.Jobs.CodeFixes;

/// <summary>The ids of rules that have a fix here before they are reported.</summary>
internal static class FixIds
{
    public const string LocationLiteral = "PAI3010";
}
