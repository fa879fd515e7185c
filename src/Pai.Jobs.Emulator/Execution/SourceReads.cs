using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Finds the locations of a job's data sources.</summary>
internal static class SourceReads
{
    public static IReadOnlyList<StoredSource> Of(JsonObject job, IReadOnlyList<EmulatedDataset> datasets) =>
        [
            .. job.Objects("DataSources")
                .Select(source => source.Text("DataSourceId") is { } id ? OfDataset(source, id, datasets) : OfUri(source)),
        ];

    private static StoredSource OfUri(JsonObject source) =>
        new(source.Text("Uri")!, source.Text("MountPath"), source.Text("MountAccess"));

    private static StoredSource OfDataset(JsonObject source, string id, IReadOnlyList<EmulatedDataset> datasets)
    {
        var dataset = datasets.FirstOrDefault(one => one.DatasetId == id)
            ?? throw PaiErrors.Invalid("DataSources", $"the dataset '{id}' does not exist.");
        var uri = source.Text("DataSourceVersion") is not { } version || version == EmulatedDataset.FirstVersion ? dataset.Uri
            : dataset.LaterVersions.TryGetValue(version, out var later) ? later
            : throw PaiErrors.Invalid("DataSources", $"the dataset '{id}' has no version '{version}'.");
        // A read-only dataset stays so, whatever a job asks for.
        var access = dataset.MountAccess == "RO" ? "RO" : source.Text("MountAccess") ?? dataset.MountAccess;
        return new(uri, source.Text("MountPath") ?? dataset.MountPath, access);
    }
}
