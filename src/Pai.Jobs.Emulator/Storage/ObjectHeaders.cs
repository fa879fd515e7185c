namespace Pai.Jobs.Internal.Emulator;

/// <summary>The headers that a client gives an object when it writes it, by their names in lower case.</summary>
internal sealed record ObjectHeaders(IReadOnlyDictionary<string, string> Values, string StorageClass = "Standard", string Acl = "default")
{
    public static ObjectHeaders Empty { get; } = new(new Dictionary<string, string>());

    public string ContentType => Values.GetValueOrDefault("content-type", "application/octet-stream");
}
