using Pai.Jobs.Emulator;

namespace Pai.Jobs;

/// <summary>An emulator for programs that know it by their environment only.</summary>
internal static class TemporaryEmulator
{
    /// <summary>Starts an emulator with a bucket, <c>bucket</c>, and a workspace, 1.</summary>
    public static async Task<PaiEmulator> StartAsync(Action<PaiEmulatorOptions>? change = null)
    {
        var options = new PaiEmulatorOptions { Buckets = { "bucket" } };
        change?.Invoke(options);
        var emulator = await PaiEmulator.StartAsync(options);
        emulator.AiWorkspace.Workspaces = [new("1", "default") { IsDefault = true }];
        return emulator;
    }

    /// <summary>The variables that lead to an emulator.</summary>
    public static IEnumerable<(string Name, string Value)> EnvironmentOf(PaiEmulator emulator)
    {
        var endpoint = emulator.Endpoint.ToString().TrimEnd('/');
        foreach (var service in (string[])["OSS", "DLC", "AIWORKSPACE"]) yield return ($"PAI_{service}_ENDPOINT", endpoint);
        yield return ("PAI_REGION_ID", emulator.Region);
        yield return ("PAI_WORKSPACE_ID", "1");
        yield return ("PAI_OSS_BUCKET_NAME", "bucket");
        yield return ("ALIBABA_CLOUD_ACCESS_KEY_ID", emulator.AccessKey.Id);
        yield return ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", emulator.AccessKey.Secret);
    }
}
