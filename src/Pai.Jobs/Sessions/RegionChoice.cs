namespace Pai.Jobs.Internal.Sessions;

/// <summary>Finds the region of a session: the option, then the variables that name one.</summary>
internal static class RegionChoice
{
    /// <summary>In this order; the later ones are those of the Python SDK and of PAI's own notebooks.</summary>
    private static readonly string[] s_variables = ["PAI_REGION_ID", "ALIBABA_CLOUD_REGION_ID", "REGION", "REGION_ID", "dsw_region"];

    /// <summary>The region; null where nothing names one.</summary>
    public static string? Choose(string? option, Func<string, string?> environment)
    {
        if (!string.IsNullOrWhiteSpace(option)) return option.Trim();
        foreach (var name in s_variables)
            if (environment(name) is { } region && !string.IsNullOrWhiteSpace(region)) return region.Trim();
        return null;
    }
}
