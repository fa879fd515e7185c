namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the command and the code beyond what the generator needs.</summary>
internal static class CommandChecks
{
    public static void Check(CheckedJob job)
    {
    }
}
