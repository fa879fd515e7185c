namespace Pai.Jobs.Internal.Storage;

/// <summary>The service's description of an error, as far as there is one.</summary>
internal sealed record OssErrorDocument
{
    public string? Code { get; private init; }

    public string? Message { get; private init; }

    public string? RequestId { get; private init; }

    public string? EC { get; private init; }

    /// <summary>The endpoint that serves the bucket, where the request was sent to another.</summary>
    public string? Endpoint { get; private init; }

    public DateTimeOffset? ServerTime { get; private init; }

    /// <summary>Reads an error. Anything else, HTML or no XML at all, gives one without a code.</summary>
    public static OssErrorDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty || OssXml.TryParse(bytes) is not { Name.LocalName: "Error" } root) return new();
        return new()
        {
            Code = Line(root.Text("Code")),
            Message = Line(root.Text("Message")),
            RequestId = Line(root.Text("RequestId")),
            EC = Line(root.Text("EC")),
            Endpoint = Line(root.Text("Endpoint")),
            ServerTime = root.Time("ServerTime"),
        };
    }

    /// <summary>Fit for a line of a log.</summary>
    public static string? Line(string? value) =>
        value is not null && new string([.. value.Where(c => !char.IsControl(c)).Take(500)]).Trim() is { Length: > 0 } line ? line : null;
}
