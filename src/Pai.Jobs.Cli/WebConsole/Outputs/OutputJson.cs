namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The outputs of a run.</summary>
internal sealed record OutputsJson(IReadOnlyList<OutputChannelJson> Channels, string? Note);

/// <summary>One output. Without a number of files there are more than are counted.</summary>
internal sealed record OutputChannelJson(string Name, string Uri, int? Files, long? Bytes, string? Error);

/// <summary>One level of an output.</summary>
internal sealed record TreeJson(string Path, IReadOnlyList<TreeEntryJson> Entries, bool More);

/// <summary>A file or a folder.</summary>
internal sealed record TreeEntryJson(string Name, string Kind, long? Bytes, DateTimeOffset? Modified);

/// <summary>A file, as far as the page shows it.</summary>
internal sealed record PreviewJson(
    string Kind,
    string MediaType,
    long? Bytes,
    string? Text = null,
    IReadOnlyList<string>? Columns = null,
    IReadOnlyList<IReadOnlyList<string>>? Rows = null,
    bool Truncated = false);
