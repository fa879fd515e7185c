namespace Pai.Jobs.Internal.Emulator;

/// <summary>
/// Finds the service of PAI that a request is for: by its host, such as <c>pai-dlc.cn-hangzhou.aliyuncs.com</c>; where that names no
/// service, by the version of the API, which requests to no other service have.
/// </summary>
/// <param name="hostNames">Names of the emulator itself, below which the services are subdomains.</param>
internal sealed class PaiHosts(IReadOnlyList<string> hostNames)
{
    public const string DlcVersion = "2020-12-03";
    public const string AiWorkspaceVersion = "2021-02-04";

    private const string Cloud = ".aliyuncs.com";

    /// <summary>The service; null for OSS.</summary>
    public PaiProduct? Find(string host, string? version)
    {
        var name = HostName.WithoutPort(host).ToLowerInvariant();
        if (name.EndsWith(Cloud, StringComparison.Ordinal)) return OfLabels(name[..^Cloud.Length].Split('.'));
        foreach (var own in hostNames)
        {
            if (name.Length > own.Length && name.EndsWith("." + own, StringComparison.OrdinalIgnoreCase)
                && OfLabels(name[..^(own.Length + 1)].Split('.')) is { } product)
            {
                return product;
            }
        }

        return version switch
        {
            DlcVersion => PaiProduct.Dlc,
            AiWorkspaceVersion => PaiProduct.AiWorkspace,
            _ => null,
        };
    }

    public static string VersionOf(PaiProduct product) => product == PaiProduct.Dlc ? DlcVersion : AiWorkspaceVersion;

    /// <summary>A service, alone or with a region behind it; a bucket of that name has an endpoint of OSS there.</summary>
    private static PaiProduct? OfLabels(string[] labels)
    {
        if (labels.Length > 2 || (labels.Length == 2 && labels[1].StartsWith("oss", StringComparison.Ordinal))) return null;
        return labels[0] switch
        {
            "pai-dlc" or "pai-dlc-vpc" => PaiProduct.Dlc,
            "aiworkspace" or "aiworkspace-vpc" => PaiProduct.AiWorkspace,
            _ => null,
        };
    }
}
