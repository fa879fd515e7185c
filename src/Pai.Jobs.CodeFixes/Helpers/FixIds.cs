namespace Pai.Jobs.CodeFixes;

/// <summary>The ids of rules that have a fix here before they are reported.</summary>
internal static class FixIds
{
    public const string LocationLiteral = "PAI3010";
    public const string NotAwaited = "PAI5007";
    public const string SessionNotDisposed = "PAI5008";
    public const string TokenNotPassed = "PAI5009";
}
