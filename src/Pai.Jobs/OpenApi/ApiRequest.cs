using System.Globalization;
using System.Text;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>One call of an operation, before it is dated and signed.</summary>
/// <param name="operation">The operation: <c>CreateJob</c>.</param>
/// <param name="ramProduct">The product in the RAM action that allows it: <c>paidlc</c>.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path, encoded.</param>
internal sealed class ApiRequest(string operation, string ramProduct, HttpMethod method, string path)
{
    private readonly List<(string Name, string Value)> _query = [];
    private string? _canonicalQuery;

    public string Operation => operation;

    public string RamAction => $"{ramProduct}:{operation}";

    public HttpMethod Method => method;

    public string Path => path;

    /// <summary>The body in JSON; null where the operation has none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>
    /// False where a second request would do the same thing a second time: it is only sent again after proof of a refusal.
    /// </summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>True where the operation depends on the status of a job: its unspecific refusals are about that.</summary>
    public bool DependsOnStatus { get; init; }

    /// <summary>Values in the body that no message may have.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>True once a try of this call has ended in a way that leaves open whether the service carried it out.</summary>
    public bool MayBeDone { get; set; }

    /// <summary>The query as it is signed and sent, sorted by name.</summary>
    public string CanonicalQuery => _canonicalQuery ??= FormatQuery();

    /// <summary>A part of a path that is given from outside.</summary>
    /// <exception cref="ArgumentException">It would lead to another path.</exception>
    public static string Segment(string value) => !string.IsNullOrWhiteSpace(value) && value is not ("." or "..")
        ? Uri.EscapeDataString(value)
        : throw new ArgumentException($"\"{value}\" is not an id.", nameof(value));

    /// <summary>Adds a parameter; null leaves it out.</summary>
    public ApiRequest Query(string name, string? value)
    {
        if (value is null) return this;
        _query.Add((name, value));
        _canonicalQuery = null;
        return this;
    }

    public ApiRequest Query(string name, bool? value) => Query(name, value switch { true => "true", false => "false", null => null });

    public ApiRequest Query(string name, long? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiRequest Query(string name, DateTimeOffset? value) => Query(name, value is { } time ? Times.Text(time) : null);

    /// <summary>Adds a list as one parameter, with commas; an empty one is left out.</summary>
    public ApiRequest Query(string name, IReadOnlyCollection<string>? values) =>
        Query(name, values is { Count: > 0 } ? string.Join(',', values) : null);

    public Uri ToUri(ApiEndpoint endpoint)
    {
        var separator = CanonicalQuery.Length > 0 ? "?" : "";

        // Without the switch a Uri would decode parts of what is signed.
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        return new($"{endpoint}{path}{separator}{CanonicalQuery}", options);
    }

    private string FormatQuery()
    {
        var sorted = _query.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            if (text.Length > 0) text.Append('&');
            text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}
