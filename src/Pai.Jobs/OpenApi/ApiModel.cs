using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>
/// A structure of a service. All members may be missing, and values of a fixed set are kept as strings: the services add fields and
/// values. None is a record: the string form of one would show the secrets in it.
/// </summary>
internal abstract class ApiModel
{
    /// <summary>The members that this version does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The answer of an operation.</summary>
internal abstract class ApiAnswer : ApiModel
{
    public string? RequestId { get; set; }
}

/// <summary>An answer that says only that the request was carried out.</summary>
internal sealed class ApiDone : ApiAnswer
{
    public string? JobId { get; set; }
}
