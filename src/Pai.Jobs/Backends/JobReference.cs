using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Pai.Jobs;

/// <summary>
/// The identity of a run, for another process: <c>run.ToReference().ToJson()</c> here, and
/// <c>session.AttachAsync(JobReference.Parse(json))</c> there. It names the backend, the region and workspace
/// or the folder of the run, and has no secrets.
/// </summary>
public sealed record JobReference : IParsable<JobReference>
{
    private const int Version = 1;

    /// <summary>The name of the backend: <c>dlc</c>, <c>local</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>The region of the run; null for a backend without regions.</summary>
    public string? Region { get; init; }

    /// <summary>The id of the workspace of the run; null for a backend without workspaces.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>The folder of runs on this machine; null for a backend that runs jobs elsewhere.</summary>
    public string? RunsDirectory { get; init; }

    /// <summary>The id of the job.</summary>
    public required string JobId { get; init; }

    /// <summary>The name of the run, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote. Members that are not known are left out.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="FormatException">The string is not a reference, or a later version of the library wrote it.</exception>
    public static JobReference Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, out var problem) ?? throw new FormatException(problem);
    }

    /// <summary>Reads a reference, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="reference">The reference.</param>
    public static bool TryParse([NotNullWhen(true)] string? json, [NotNullWhen(true)] out JobReference? reference)
    {
        reference = json is null ? null : Read(json, out _);
        return reference is not null;
    }

    static JobReference IParsable<JobReference>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<JobReference>.TryParse(
        string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out JobReference result) => TryParse(s, out result);

    /// <summary>The reference as a JSON object in one line.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("backend", Backend);
            if (Region is not null) json.WriteString("region", Region);
            if (WorkspaceId is not null) json.WriteString("workspaceId", WorkspaceId);
            if (RunsDirectory is not null) json.WriteString("runsDirectory", RunsDirectory);
            json.WriteString("jobId", JobId);
            json.WriteString("name", Name);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The same as <see cref="ToJson"/>.</summary>
    public override string ToString() => ToJson();

    /// <summary>The difference between this reference's place and another one's; null where they are the same.</summary>
    internal string? DifferenceFrom(JobReference other) =>
        Differ("backend", Backend, other.Backend)
        ?? Differ("region", Region, other.Region)
        ?? Differ("workspace", WorkspaceId, other.WorkspaceId)
        ?? Differ("folder of runs", RunsDirectory, other.RunsDirectory);

    private static string? Differ(string member, string? own, string? other) =>
        own == other ? null : $"it is of the {member} {Show(own)}, and the session of {Show(other)}";

    private static string Show(string? value) => value is null ? "(none)" : $"\"{value}\"";

    private static JobReference? Read(string json, out string problem)
    {
        problem = $"The string is not a reference to a job; it is like {{\"version\":{Version},\"backend\":\"dlc\",\"region\":"
            + "\"cn-hangzhou\",\"workspaceId\":\"1\",\"jobId\":\"dlc1\",\"name\":\"train\"}.";
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("version", out var version)
                || !version.TryGetInt32(out var number)) return null;
            if (number != Version)
            {
                problem = $"The reference to a job has the version {version.GetRawText()}, and this library reads the version {Version}. "
                    + "Use the version of Pai.Jobs that wrote it, or a later one.";
                return null;
            }

            if (Text("backend") is not { } backend || Text("jobId") is not { } id || Text("name") is not { } name) return null;
            return new()
            {
                Backend = backend,
                Region = Text("region"),
                WorkspaceId = Text("workspaceId"),
                RunsDirectory = Text("runsDirectory"),
                JobId = id,
                Name = name,
            };

            string? Text(string member) =>
                root.TryGetProperty(member, out var value)
                && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } text
                    ? text
                    : null;
        }
        // A number that is no number of its kind, and text that is no JSON.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
