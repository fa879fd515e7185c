using Pai.Jobs.Emulator;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>The environment that points the library, and this tool, at an emulator.</summary>
internal static class EmulatorVariables
{
    public const string Workspace = "1";

    /// <summary>In the order in which they are printed; null for one that must not be set.</summary>
    public static IReadOnlyDictionary<string, string?> Of(PaiEmulator emulator, string bucket)
    {
        var endpoint = emulator.Endpoint.GetLeftPart(UriPartial.Authority);
        return new OrderedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PAI_OSS_ENDPOINT"] = endpoint,
            ["PAI_DLC_ENDPOINT"] = endpoint,
            ["PAI_AIWORKSPACE_ENDPOINT"] = endpoint,
            ["PAI_REGION_ID"] = emulator.Region,
            ["PAI_WORKSPACE_ID"] = Workspace,
            ["PAI_OSS_BUCKET_NAME"] = bucket,
            ["PAI_JOBS_BACKEND"] = "dlc",
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = emulator.AccessKey.Id,
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = emulator.AccessKey.Secret,
            // A token of a real session would be sent with the key of the emulator.
            ["ALIBABA_CLOUD_SECURITY_TOKEN"] = null,
        };
    }
}
