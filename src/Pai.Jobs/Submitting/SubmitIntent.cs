using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Submitting;

/// <summary>The entry of a submitter who is going to create a job: written before, so that the job can be found.</summary>
internal sealed class SubmitIntent
{
    public int Version { get; set; } = 1;

    /// <summary>The submit key, for people: the name of the entry has only its hash.</summary>
    public required string Key { get; set; }

    public required string Record { get; set; }

    /// <summary>The string of the <see cref="JobMarker"/> that the job gets.</summary>
    public required string Marker { get; set; }

    /// <summary>The digest of what is submitted.</summary>
    public required string Digest { get; set; }

    /// <summary>A short digest of each part of it, by name: they tell what another submission has different.</summary>
    public Dictionary<string, string> Parts { get; set; } = [];

    /// <summary>When, by the clock of the submitter.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>The process of the submitter, in words of the backend; null where that cannot be looked for.</summary>
    public string? Owner { get; set; }

    public JobMarker ToMarker() => JobMarker.Parse(Marker);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SubmitJson.Default.SubmitIntent);

    /// <exception cref="JobException">The entry is damaged.</exception>
    public static SubmitIntent Read(string name, SubmitEntry entry) =>
        SubmitJson.Read(name, entry, SubmitJson.Default.SubmitIntent, IsComplete);

    // The serializer lets nulls through, whatever the types say.
    private static bool IsComplete([NotNullWhen(true)] SubmitIntent? intent) =>
        intent is { Key: not null, Record: not null, Digest: not null, Parts: not null } && JobMarker.TryParse(intent.Marker, out _);
}

/// <summary>The entry that says what became of an intent.</summary>
internal sealed class SubmitOutcome
{
    public int Version { get; set; } = 1;

    /// <summary>The job; null where it is certain that none was created, and none will be.</summary>
    public string? JobId { get; set; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SubmitJson.Default.SubmitOutcome);

    /// <exception cref="JobException">The entry is damaged.</exception>
    public static SubmitOutcome Read(string name, SubmitEntry entry) =>
        SubmitJson.Read(name, entry, SubmitJson.Default.SubmitOutcome, outcome => outcome is not null);
}

[JsonSerializable(typeof(SubmitIntent))]
[JsonSerializable(typeof(SubmitOutcome))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class SubmitJson : JsonSerializerContext
{
    public static T Read<T>(
        string name, SubmitEntry entry, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Func<T?, bool> isComplete)
        where T : class
    {
        try
        {
            var read = JsonSerializer.Deserialize(entry.Content.Span, type);
            return isComplete(read) ? read! : throw new JsonException("A value is missing.");
        }
        catch (JsonException e)
        {
            throw new JobException(
                $"The record {name} of a submit key is damaged: {e.Message} Nothing is submitted. Use another key, or delete the record "
                + "once you know that its job does not run.",
                e);
        }
    }
}
