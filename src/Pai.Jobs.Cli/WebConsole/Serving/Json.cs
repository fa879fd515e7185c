namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The body of every error.</summary>
internal sealed record ErrorJson(ErrorBodyJson Error);

/// <summary>An error: a word for programs, a message for people.</summary>
internal sealed record ErrorBodyJson(string Code, string Message, string? RequestId = null, IReadOnlyList<ProblemJson>? Problems = null);

/// <summary>A value that is wrong, and why.</summary>
internal sealed record ProblemJson(string Member, string Message);

/// <summary>The console itself.</summary>
internal sealed record AboutJson(
    string Version, bool ReadOnly, DateTimeOffset Now, IReadOnlyList<SourceJson> Sources, LimitsJson Limits);

/// <summary>A place whose runs are shown.</summary>
internal sealed record SourceJson(string Id, string Name, string Kind, string? Error);

/// <summary>The limits that a page must know.</summary>
internal sealed record LimitsJson(int WindowLines, int Buckets, int TableRows, int Runs);

/// <summary>A request for a ticket.</summary>
internal sealed record TicketRequestJson(string? Path);

/// <summary>An address with a ticket.</summary>
internal sealed record TicketJson(string Url);
