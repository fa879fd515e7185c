using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>A complete answer.</summary>
internal sealed class ApiResponse
{
    public required HttpStatusCode Status { get; init; }

    /// <summary>The body; null where it is longer than any answer should be.</summary>
    public required byte[]? Body { get; init; }

    public required string? RequestId { get; init; }

    /// <summary>The service's time.</summary>
    public required DateTimeOffset? Date { get; init; }

    /// <summary>The pause that the service asks for, without which there is none.</summary>
    public required TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public static ApiResponse Create(HttpResponseMessage message, byte[]? body) => new()
    {
        Status = message.StatusCode,
        Body = body,
        RequestId = Header(message.Headers, "x-acs-request-id"),
        Date = DateTimeOffset.TryParse(
            Header(message.Headers, "Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null,
        RetryAfter = int.TryParse(
            Header(message.Headers, "x-acs-retry-after"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null,
    };

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
