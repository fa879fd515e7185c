using System.Diagnostics;

namespace Pai.Jobs.Internal.Telemetry;

/// <summary>The variables that carry a trace from the submitter into the job, as the W3C and OpenTelemetry name them.</summary>
internal static class TraceVariables
{
    public const string Parent = "TRACEPARENT";

    public const string State = "TRACESTATE";

    public const string Baggage = "BAGGAGE";

    /// <summary>The variables of the span that is current; empty where there is none.</summary>
    /// <param name="withBaggage">True to add the baggage.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Current(bool withBaggage)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } activity) return [];
        var variables = new List<KeyValuePair<string, string>> { new(Parent, id) };
        if (!string.IsNullOrEmpty(activity.TraceStateString)) variables.Add(new(State, activity.TraceStateString));
        if (withBaggage && Write(activity.Baggage) is { Length: > 0 } baggage) variables.Add(new(Baggage, baggage));
        return variables;
    }

    /// <summary>The baggage as one string: values are percent-encoded.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string?>> baggage) => string.Join(
        ',', baggage.Where(b => IsName(b.Key)).Select(b => $"{b.Key}={Uri.EscapeDataString(b.Value ?? "")}"));

    /// <summary>Reads what <see cref="Write"/> has written. Entries that have no name are left out, and so are properties.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string? baggage)
    {
        var entries = new List<KeyValuePair<string, string>>();
        foreach (var entry in (baggage ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = entry.Split(';')[0];
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && text[..equals].Trim() is { Length: > 0 } name)
                entries.Add(new(name, Uri.UnescapeDataString(text[(equals + 1)..].Trim())));
        }

        return entries;
    }

    /// <summary>True for a token of HTTP, which needs no encoding.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
