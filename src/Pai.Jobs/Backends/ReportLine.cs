using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pai.Jobs.Internal.Backends;

/// <summary>
/// The line of a log that is a <see cref="JobReport"/>: <c>PAI_JOBS: </c> and a JSON object. A line that only looks like one is the job's
/// ordinary output.
/// </summary>
internal static class ReportLine
{
    public const string Prefix = "PAI_JOBS: ";

    /// <summary>The size of a line, in bytes of UTF-8. Container runtimes cut lines at 16 KiB.</summary>
    public const int MaxLineSize = 8000;

    public const int MaxMessageLength = 1000;
    public const int MaxNameLength = 100;

    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 64 };

    // Readable in the service's own console too. Line ends and control characters are escaped all the same.
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a line. Of ordinary lines, only the first characters are looked at.</summary>
    /// <returns>The report; null for an ordinary line.</returns>
    public static JobReport? Read(string? line)
    {
        if (line is null || !line.StartsWith(Prefix, StringComparison.Ordinal) || line.Length > MaxLineSize) return null;
        try
        {
            using var document = JsonDocument.Parse(line.AsMemory(Prefix.Length), s_reading);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a character that takes two.
            return null;
        }
    }

    /// <summary>Writes the line, without its end. What is too long is cut: the message, then the details.</summary>
    public static string Write(JobReport report)
    {
        // More than these never fit; each try writes them all.
        var details = Math.Min((report as FailureReport)?.Details.Count ?? 0, MaxLineSize / 8);
        while (true)
        {
            var line = Write(report, details);
            if (details == 0 || Prefix.Length + line.Length <= MaxLineSize) return Prefix + Encoding.UTF8.GetString(line.Span);
            details--;
        }
    }

    public static bool IsCode(string code) =>
        code.Length is > 0 and <= MaxNameLength && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    public static bool IsName(string name) =>
        name.Length <= MaxNameLength && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl);

    private static ReadOnlyMemory<byte> Write(JobReport report, int details)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_writing))
        {
            json.WriteStartObject();
            switch (report)
            {
                case ProgressReport progress:
                    json.WriteString("type", "progress");
                    json.WriteNumber("fraction", progress.Fraction);
                    if (progress.Message is { } step) json.WriteString("message", Cut(step));
                    break;
                case MetricReport metric:
                    json.WriteString("type", "metric");
                    json.WriteString("name", metric.Name);
                    WriteValue(json, metric.Value);
                    if (metric.Step is { } number) json.WriteNumber("step", number);
                    break;
                case FailureReport failure:
                    json.WriteString("type", "failure");
                    json.WriteString("code", failure.Code);
                    json.WriteString("message", Cut(failure.Message));
                    if (details == 0) break;
                    json.WriteStartObject("details");
                    foreach (var (name, value) in failure.Details.Take(details)) json.WriteString(name, Cut(value ?? ""));
                    json.WriteEndObject();
                    break;
            }

            json.WriteEndObject();
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>JSON has no number for these three.</summary>
    private static void WriteValue(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber("value", value);
        else json.WriteString("value", double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private static string Cut(string text) =>
        text.Length <= MaxMessageLength ? text
        : string.Concat(text.AsSpan(0, MaxMessageLength - (char.IsHighSurrogate(text[MaxMessageLength - 2]) ? 2 : 1)), "…");

    private static JobReport? Of(JsonElement json)
    {
        if (!TryString(json, "type", out var type)) return null;
        return type switch
        {
            "progress" when TryString(json, "message", out var message) && Number(json, "fraction") is { } fraction and >= 0 and <= 1 =>
                new ProgressReport { Fraction = fraction, Message = message },
            "metric" when TryString(json, "name", out var name) && name is not null && IsName(name)
                && Number(json, "value") is { } value && TryStep(json, out var step) =>
                new MetricReport { Name = name, Value = value, Step = step },
            "failure" when TryString(json, "code", out var code) && code is not null && IsCode(code)
                && TryString(json, "message", out var reason) && reason is not null && Details(json) is { } details =>
                new FailureReport { Code = code, Message = reason, Details = details },
            _ => null,
        };
    }

    /// <returns>False where there is something else than a string; a missing one is null.</returns>
    private static bool TryString(JsonElement json, string name, out string? value)
    {
        value = null;
        if (!json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return true;
        if (member.ValueKind != JsonValueKind.String) return false;
        value = member.GetString();
        return true;
    }

    private static double? Number(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var member) ? null : member.ValueKind switch
        {
            JsonValueKind.Number => member.TryGetDouble(out var value) ? value : null,
            JsonValueKind.String => member.GetString() switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => null,
            },
            _ => null,
        };

    private static bool TryStep(JsonElement json, out long? step)
    {
        step = null;
        if (!json.TryGetProperty("step", out var member) || member.ValueKind == JsonValueKind.Null) return true;
        if (member.ValueKind != JsonValueKind.Number || !member.TryGetInt64(out var number)) return false;
        step = number;
        return true;
    }

    private static Dictionary<string, string>? Details(JsonElement json)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!json.TryGetProperty("details", out var member) || member.ValueKind == JsonValueKind.Null) return details;
        if (member.ValueKind != JsonValueKind.Object) return null;
        foreach (var detail in member.EnumerateObject())
        {
            if (detail.Value.ValueKind != JsonValueKind.String) return null;
            details[detail.Name] = detail.Value.GetString()!;
        }

        return details;
    }
}
