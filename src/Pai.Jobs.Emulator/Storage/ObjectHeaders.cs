namespace Pai.Jobs.Internal.Emulator;

/// <summary>What a client says about an object when it writes it, by the header names in lower case.</summary>
internal sealed record ObjectHeaders(IReadOnlyDictionary<string, string> Values, string StorageClass = "Standard", string Acl = "default")
{
    public static ObjectHeaders Empty { get; } = new(new Dictionary<string, string>());

    public string ContentType => Values.GetValueOrDefault("content-type", "application/octet-stream");
}
