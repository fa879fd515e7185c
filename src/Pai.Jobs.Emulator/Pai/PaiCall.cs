using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A verified request to a service of PAI, with its parameters.</summary>
internal sealed class PaiCall(OssRequest request, PaiRoute route, byte[] body)
{
    public OssRequest Request => request;

    public PaiRoute Route => route;

    public byte[] Body => body;

    /// <summary>The value of a parameter; null for one that is missing or empty.</summary>
    public string? this[string name] => request.Query.NotEmpty(name);

    public bool? Flag(string name) => this[name] switch
    {
        null => null,
        "true" or "True" => true,
        "false" or "False" => false,
        var other => throw PaiErrors.Invalid(name, $"'{other}' is not a boolean."),
    };

    public int Number(string name, int ifMissing, int min, int max)
    {
        if (this[name] is not { } text) return ifMissing;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw PaiErrors.Invalid(name, $"'{text}' is not a number from {min} to {max}.");
    }

    public DateTimeOffset? Time(string name)
    {
        if (this[name] is not { } text) return null;
        return Times.ParseSeconds(text) ?? throw PaiErrors.Invalid(name, $"'{text}' is not a time such as 2026-01-15T08:00:00Z.");
    }

    /// <summary>The values of a list with commas; null for one that is missing.</summary>
    public string[]? List(string name) => this[name]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The body, which must be a JSON object.</summary>
    public JsonObject Json()
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw PaiErrors.Invalid("body", "it is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw PaiErrors.Invalid("body", e.Message);
        }
    }
}
