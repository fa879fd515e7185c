namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks resources beyond what the generator needs.</summary>
internal static class ResourceChecks
{
    public static void Check(CheckedJob job)
    {
    }
}
