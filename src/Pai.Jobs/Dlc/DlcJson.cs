using System.Text.Json.Serialization;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The JSON of PAI-DLC.</summary>
[JsonSerializable(typeof(DlcCreateJob))]
[JsonSerializable(typeof(DlcUpdateJob))]
[JsonSerializable(typeof(DlcTagResources))]
[JsonSerializable(typeof(DlcJob))]
[JsonSerializable(typeof(DlcJobList))]
[JsonSerializable(typeof(DlcEvents))]
[JsonSerializable(typeof(DlcPodLogs))]
[JsonSerializable(typeof(DlcJobMetrics))]
[JsonSerializable(typeof(DlcWebTerminal))]
[JsonSerializable(typeof(DlcEcsSpecList))]
[JsonSerializable(typeof(DlcDiagnosis))]
[JsonSerializable(typeof(ApiDone))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DlcJson : JsonSerializerContext
{
    /// <summary>The context to use: the default one is not lenient.</summary>
    public static DlcJson Lenient { get; } = new(LenientJson.CreateOptions(
        new LenientList<DlcJob>(), new LenientList<DlcPod>(), new LenientList<DlcPodIp>(), new LenientList<DlcReplicaStatus>(),
        new LenientList<DlcStatusHistory>(), new LenientList<DlcRestart>(), new LenientList<DlcRestartError>(),
        new LenientList<DlcJobSpec>(), new LenientList<DlcDataSource>(), new LenientList<DlcCustomEnv>(),
        new LenientList<DlcCredentialConfigItem>(), new LenientList<DlcCredentialRole>(), new LenientList<DlcContainerSpec>(),
        new LenientList<DlcEnvVar>(), new LenientList<DlcElasticSpotSpec>(), new LenientList<DlcLocalMountSpec>(),
        new LenientList<DlcHyperNode>(), new LenientList<DlcStartupDependency>(), new LenientList<DlcPodMetrics>(),
        new LenientList<DlcMetric>(), new LenientList<DlcEcsSpec>()));

    /// <summary>For people to read.</summary>
    public static DlcJson Indented { get; } = new(new(Lenient.Options) { WriteIndented = true });
}
