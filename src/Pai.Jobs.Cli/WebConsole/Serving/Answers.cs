using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Reads requests, writes answers.</summary>
internal static class Answers
{
    public static async Task WriteAsync<T>(this HttpContext http, T value, JsonTypeInfo<T> type, int status = 200)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted);
    }

    public static Task WriteErrorAsync(
        this HttpContext http, int status, string code, string message) =>
        http.WriteAsync(new ErrorJson(new(code, message)), ConsoleJson.Default.ErrorJson, status);

    /// <summary>The body of a request.</summary>
    /// <exception cref="ConsoleException">It is not JSON of this form.</exception>
    public static async Task<T> ReadAsync<T>(this HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
            throw new ConsoleException(415, "invalid", "The body must be JSON, with the content type application/json.");
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted)
                ?? throw new ConsoleException(400, "invalid", "The body is null; it must be an object.");
        }
        catch (JsonException e)
        {
            throw new ConsoleException(400, "invalid", $"The body is not the JSON that is expected here: {e.Message}");
        }
    }

    /// <summary>A value of the path.</summary>
    public static string Route(this HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>A value of the query; null if it is not there or empty.</summary>
    public static string? Text(this HttpContext http, string name) =>
        http.Request.Query.TryGetValue(name, out var values) && values.Count > 0 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

    /// <summary>A whole number of the query, between two bounds.</summary>
    /// <exception cref="ConsoleException">It is none, or out of the bounds.</exception>
    public static long Number(this HttpContext http, string name, long standard, long least, long most)
    {
        if (http.Text(name) is not { } text) return standard;
        return long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw ConsoleException.Invalid(name, text, $"is not a whole number from {least} to {most}");
    }

    /// <summary>A flag of the query: there, or 1 or true.</summary>
    public static bool Flag(this HttpContext http, string name) =>
        http.Request.Query.TryGetValue(name, out var values) && values.Count > 0 && values[0] is "" or "1" or "true";

    /// <summary>A time of the query, in ISO 8601.</summary>
    /// <exception cref="ConsoleException">It is none.</exception>
    public static DateTimeOffset? Time(this HttpContext http, string name)
    {
        if (http.Text(name) is not { } text) return null;
        const System.Globalization.DateTimeStyles utc =
            System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, utc, out var time)
            ? time
            : throw ConsoleException.Invalid(name, text, "is not a time in ISO 8601, for instance 2026-01-31T12:00:00Z");
    }
}
