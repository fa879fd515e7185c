namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks channels beyond what the generator needs.</summary>
internal static class ChannelChecks
{
    public static void Check(CheckedJob job)
    {
    }
}
