using System.Buffers;
using Pai.Jobs.Internal.Costs;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Finds each setting: code, then the environment, then the configuration file.</summary>
internal sealed class SettingsResolver(Func<string, string?> environment, ConfigurationSource configuration)
{
    /// <summary>In this order; the later ones are those of the Python SDK and of PAI's own notebooks.</summary>
    private static readonly string[] s_regionVariables =
        ["PAI_REGION_ID", "ALIBABA_CLOUD_REGION_ID", "REGION", "REGION_ID", "dsw_region"];

    private static readonly SearchValues<char> s_bucket = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The region; of the CLI's profile if nothing else names one.</summary>
    /// <exception cref="JobException">The configuration file cannot be read.</exception>
    public PaiSetting? Region(string? option) =>
        Find(option, nameof(PaiSessionBuilder.Region), s_regionVariables, PaiConfigFile.RegionKey, f => f.Region)
        ?? (CliRegion.Find(environment) is var (region, source) ? new(region, source) : null);

    /// <exception cref="JobException">The id is not a number, or the configuration file cannot be read.</exception>
    public PaiSetting? WorkspaceId(string? option) => Checked(
        Find(
            option,
            nameof(PaiSessionBuilder.WorkspaceId),
            ["PAI_WORKSPACE_ID", "PAI_AI_WORKSPACE_ID"],
            PaiConfigFile.WorkspaceKey,
            f => f.WorkspaceId),
        id => !id.AsSpan().ContainsAnyExceptInRange('0', '9'),
        "is not the id of a workspace: digits, as in 123456");

    /// <exception cref="JobException">It is not the name of a bucket, or the configuration file cannot be read.</exception>
    public PaiSetting? Bucket(string? option) => Checked(
        Find(option, nameof(PaiSessionBuilder.Bucket), ["PAI_OSS_BUCKET_NAME"], PaiConfigFile.BucketKey, f => f.Bucket),
        IsBucket,
        "is not the name of a bucket: 3 to 63 lower-case letters, digits and hyphens, without oss:// and without an endpoint");

    /// <exception cref="JobException">It has a path, or the configuration file cannot be read.</exception>
    public PaiSetting? OssEndpoint(string? option) => Checked(
        Find(option, nameof(PaiSessionBuilder.OssEndpoint), ["PAI_OSS_ENDPOINT"], PaiConfigFile.EndpointKey, f => f.Endpoint),
        IsEndpoint,
        "is not an endpoint of OSS: a host such as oss-cn-hangzhou.aliyuncs.com");

    /// <exception cref="JobException">It has a path.</exception>
    public PaiSetting? DlcEndpoint(string? option) => Checked(
        Option(option, $"{nameof(DlcBackendOptions)}.{nameof(DlcBackendOptions.Endpoint)}") ?? Variable(["PAI_DLC_ENDPOINT"]),
        IsEndpoint,
        "is not an endpoint of PAI-DLC: a host such as pai-dlc.cn-hangzhou.aliyuncs.com");

    /// <exception cref="JobException">It has a path.</exception>
    public PaiSetting? AiWorkspaceEndpoint(string? option) => Checked(
        Option(option, $"{nameof(DlcBackendOptions)}.{nameof(DlcBackendOptions.WorkspaceEndpoint)}")
            ?? Variable(["PAI_AIWORKSPACE_ENDPOINT"]),
        IsEndpoint,
        "is not an endpoint of AIWorkspace: a host such as aiworkspace.cn-hangzhou.aliyuncs.com");

    /// <exception cref="JobException">The variable names no network.</exception>
    public PaiSetting? Network(PaiNetwork? option)
    {
        if (option is { } network)
            return new(NameOf(network), $"PaiSessionBuilder.{nameof(PaiSessionBuilder.Network)}");
        var setting = Variable(["PAI_NETWORK_TYPE"]);
        if (setting is null) return null;
        var value = setting.Value.ToLowerInvariant();
        return Checked(
            setting with { Value = value },
            v => v is NetworkChoice.Public or NetworkChoice.Vpc or NetworkChoice.Auto,
            "is not a network: PUBLIC, VPC or AUTO");
    }

    /// <summary>The prices file; that beside the program where nothing names one.</summary>
    public PaiSetting? Prices(string? option)
    {
        if ((Option(option, $"{nameof(PaiSessionBuilder)}.{nameof(PaiSessionBuilder.PricesPath)}") ?? Variable(["PAI_JOBS_PRICES"]))
            is { } setting) return setting;
        var beside = Path.Combine(AppContext.BaseDirectory, PriceList.FileName);
        return File.Exists(beside) ? new(beside, "the folder of the program") : null;
    }

    private static string NameOf(PaiNetwork network) => network switch
    {
        PaiNetwork.Vpc => NetworkChoice.Vpc,
        PaiNetwork.Auto => NetworkChoice.Auto,
        _ => NetworkChoice.Public,
    };

    private PaiSetting? Find(string? option, string property, string[] variables, string key, Func<PaiConfigFile, string?> inFile)
    {
        if ((Option(option, $"{nameof(PaiSessionBuilder)}.{property}") ?? Variable(variables)) is { } setting) return setting;
        return inFile(configuration.File) is { } value ? new(value, configuration.SourceOf(key)) : null;
    }

    private static PaiSetting? Option(string? value, string source) =>
        string.IsNullOrWhiteSpace(value) ? null : new(value.Trim(), source);

    private PaiSetting? Variable(string[] names)
    {
        foreach (var name in names)
            if (environment(name) is { } value && !string.IsNullOrWhiteSpace(value)) return new(value.Trim(), $"the variable {name}");
        return null;
    }

    private static PaiSetting? Checked(PaiSetting? setting, Func<string, bool> isValid, string problem) =>
        setting is null || isValid(setting.Value)
            ? setting
            : throw new JobException($"\"{setting.Value}\" ({setting.Source}) {problem}.");

    private static bool IsBucket(string name) =>
        name.Length is >= 3 and <= 63 && !name.AsSpan().ContainsAnyExcept(s_bucket) && name[0] != '-' && name[^1] != '-';

    private static bool IsEndpoint(string endpoint)
    {
        var text = endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : "https://" + endpoint;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme is "https" or "http")
            && uri.UserInfo.Length == 0
            && uri.PathAndQuery == "/"
            && uri.Fragment.Length == 0;
    }
}
