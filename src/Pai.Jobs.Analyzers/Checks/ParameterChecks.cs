namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks parameters beyond what the generator needs.</summary>
internal static class ParameterChecks
{
    public static void Check(CheckedJob job)
    {
    }
}
