using System.Text.Json.Serialization;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.AiWorkspace;

/// <summary>The JSON of AIWorkspace.</summary>
[JsonSerializable(typeof(AiImageList))]
[JsonSerializable(typeof(AiWorkspaceList))]
[JsonSerializable(typeof(AiConfigList))]
[JsonSerializable(typeof(AiDatasetList))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class AiWorkspaceJson : JsonSerializerContext
{
    /// <summary>The context to use: the default one is not lenient.</summary>
    public static AiWorkspaceJson Lenient { get; } = new(LenientJson.CreateOptions(
        new LenientList<AiImage>(), new LenientList<AiLabel>(), new LenientList<AiWorkspaceInfo>(), new LenientList<AiConfig>(),
        new LenientList<AiDataset>()));
}
