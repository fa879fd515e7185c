using System.Buffers;
using System.Globalization;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Signs requests with signature V4. The key of a day is kept.</summary>
internal sealed class OssSigner
{
    private static readonly string[] s_none = [];
    private volatile OssSigningKey? _key;

    /// <summary>The date and the authorization of a request.</summary>
    public (string Date, string Authorization) Sign(OssRequest request, PaiAccessKey accessKey, DateTimeOffset now)
    {
        var endpoint = request.Bucket.Endpoint;
        return Sign(
            accessKey, now, endpoint.Region, endpoint.Product, request.Method.Method, request.CanonicalPath, request.CanonicalQuery,
            request.Headers, s_none);
    }

    /// <summary>The date and the authorization of a request, with all that they depend on.</summary>
    public (string Date, string Authorization) Sign(
        PaiAccessKey accessKey, DateTimeOffset now, string region, string product, string method, string path, string query,
        IReadOnlyList<(string Name, string Value)> headers, IReadOnlyCollection<string> additional)
    {
        var date = Date(now);
        var key = KeyOf(accessKey, date, region, product);
        var (signed, count, additionalNames) = Select(headers, additional, added: 3);
        signed[count++] = ("x-oss-content-sha256", OssCanonicalRequest.UnsignedPayload);
        signed[count++] = ("x-oss-date", date);
        if (accessKey.SecurityToken is { } token) signed[count++] = ("x-oss-security-token", token);
        var signature = Sign(key, date, method, path, query, signed, count, additionalNames);
        var middle = additionalNames.Length > 0 ? $",AdditionalHeaders={additionalNames}" : "";
        return (date, $"{OssCanonicalRequest.Algorithm} Credential={accessKey.Id}/{key.Scope}{middle},Signature={signature}");
    }

    /// <summary>The query of a presigned location.</summary>
    public string Presign(OssRequest request, PaiAccessKey accessKey, DateTimeOffset now, TimeSpan lifetime)
    {
        var endpoint = request.Bucket.Endpoint;
        return Presign(
            accessKey, now, lifetime, endpoint.Region, endpoint.Product, request.Method.Method, request.CanonicalPath, request.Parameters,
            request.Headers, s_none);
    }

    /// <summary>The query of a presigned location, with all that it depends on.</summary>
    public string Presign(
        PaiAccessKey accessKey, DateTimeOffset now, TimeSpan lifetime, string region, string product, string method, string path,
        IEnumerable<(string Name, string Value)> parameters, IReadOnlyList<(string Name, string Value)> headers,
        IReadOnlyCollection<string> additional)
    {
        var date = Date(now);
        var key = KeyOf(accessKey, date, region, product);
        var (signed, count, additionalNames) = Select(headers, additional, added: 0);
        List<(string Name, string Value)> all =
        [
            .. parameters,
            ("x-oss-signature-version", OssCanonicalRequest.Algorithm),
            ("x-oss-date", date),
            ("x-oss-expires", ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            ("x-oss-credential", $"{accessKey.Id}/{key.Scope}"),
        ];
        if (accessKey.SecurityToken is { } token) all.Add(("x-oss-security-token", token));
        if (additionalNames.Length > 0) all.Add(("x-oss-additional-headers", additionalNames));
        var query = OssQuery.Format(all);
        return $"{query}&x-oss-signature={Sign(key, date, method, path, query, signed, count, additionalNames)}";
    }

    private static string Date(DateTimeOffset now) => now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private OssSigningKey KeyOf(PaiAccessKey accessKey, string date, string region, string product)
    {
        var day = date.AsSpan(0, 8);
        if (_key is { } key && key.Fits(accessKey, day, region, product)) return key;
        return _key = new(accessKey, day.ToString(), region, product);
    }

    /// <summary>The headers to sign, in an array from the pool with room for more, and the names of the additional ones.</summary>
    private static ((string Name, string Value)[] Signed, int Count, string Additional) Select(
        IReadOnlyList<(string Name, string Value)> headers, IReadOnlyCollection<string> additional, int added)
    {
        var wanted = additional.Count == 0
            ? s_none
            : [.. additional.Select(n => n.ToLowerInvariant()).Where(n => !OssCanonicalRequest.IsSigned(n)).Order(StringComparer.Ordinal)];
        var signed = ArrayPool<(string, string)>.Shared.Rent(headers.Count + added);
        var count = 0;
        for (var i = 0; i < headers.Count; i++)
        {
            if (OssCanonicalRequest.IsSigned(headers[i].Name) || wanted.Contains(headers[i].Name)) signed[count++] = headers[i];
        }

        return (signed, count, wanted.Length == 0 ? "" : string.Join(';', wanted.Where(n => headers.Any(h => h.Name == n))));
    }

    private static string Sign(
        OssSigningKey key, string date, string method, string path, string query, (string Name, string Value)[] headers, int count,
        string additional)
    {
        try
        {
            var signed = headers.AsSpan(0, count);
            signed.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return OssCanonicalRequest.Sign(key, date, method, path, query, signed, additional);
        }
        finally
        {
            ArrayPool<(string, string)>.Shared.Return(headers, clearArray: true);
        }
    }
}
