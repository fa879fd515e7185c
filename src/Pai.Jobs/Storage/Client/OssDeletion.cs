using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Deletes many objects.</summary>
internal sealed class OssDeletion(OssClient client, OssTransport transport, OssBucketAddress bucket)
{
    private const int MaxKeys = 1000;

    /// <summary>In characters, of which none takes more than three bytes: the service takes 2 MB.</summary>
    private const int MaxBodyLength = 600_000;
    private const int MaxAnswerLength = 8 << 20;

    public async Task RunAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var objects = keys.Select(bucket.Object).ToArray();
        List<(string Key, string Problem)> failed = [];
        foreach (var (batch, body) in Batches(objects.Where(o => OssXml.CanHold(o.Key))))
            failed.AddRange(await DeleteAsync(batch, body, cancellationToken).ConfigureAwait(false));

        // XML has no form for the rest.
        foreach (var one in objects.Where(o => !OssXml.CanHold(o.Key)))
            await client.DeleteAsync(one, cancellationToken).ConfigureAwait(false);
        if (failed.Count > 0) throw Failure(failed, objects.Length);
    }

    /// <summary>The keys of each request, and its body.</summary>
    private static IEnumerable<(HashSet<string> Keys, string Body)> Batches(IEnumerable<OssObjectAddress> objects)
    {
        var keys = new HashSet<string>();
        var body = new StringBuilder();
        foreach (var one in objects)
        {
            if (keys.Count == MaxKeys || body.Length > MaxBodyLength)
            {
                yield return (keys, Document(body));
                (keys, body) = ([], new());
            }

            if (keys.Add(one.Key)) body.Append("<Object>").Element("Key", one.Key).Append("</Object>");
        }

        if (keys.Count > 0) yield return (keys, Document(body));

        static string Document(StringBuilder body) => $"<Delete><Quiet>true</Quiet>{body}</Delete>";
    }

    private async Task<List<(string Key, string Problem)>> DeleteAsync(
        HashSet<string> batch, string body, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
#pragma warning disable CA5351 // The service requires it.
        var md5 = Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351
        var request = new OssRequest(HttpMethod.Post, bucket) { Body = OssBody.FromMemory(bytes) }
            .Query("delete").Query("encoding-type", "url")
            .Header("content-type", "application/xml").Header("content-md5", md5);
        var listed = await transport.SendAsync(
            request,
            static async (response, token) => ListedIn(await response.ReadDocumentAsync(MaxAnswerLength, token).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);

        // A quiet answer lists nothing when all went well. What it lists all the same was deleted or was not: the object itself tells.
        List<(string, string)> failed = [];
        foreach (var (key, problem) in listed.Where(l => batch.Contains(l.Key)))
        {
            var there = await client.TryGetMetaAsync(bucket.Object(key), cancellationToken).ConfigureAwait(false);
            if (there is not null) failed.Add((key, problem));
        }

        return failed;
    }

    private static List<(string Key, string Problem)> ListedIn(ReadOnlyMemory<byte> document)
    {
        if (document.IsEmpty) return [];
        var root = OssXml.Parse(document, "DeleteResult");
        var decode = OssLists.DecoderOf(root);
        var listed = root.Elements().Where(e => e.Text("Key") is not null);
        return [.. listed.Select(e => (decode(e.Required("Key")), e.Text("Code") ?? "it is still there"))];
    }

    private OssException Failure(List<(string Key, string Problem)> failed, int count)
    {
        const int shown = 10;
        var names = string.Join(", ", failed.Take(shown).Select(f => $"\"{f.Key}\" ({OssErrorDocument.Line(f.Problem)})"));
        var more = failed.Count > shown ? $", and {failed.Count - shown} more" : "";
        return new($"{failed.Count} of {count} objects in oss://{bucket.Name} were not deleted: {names}{more}.") { Bucket = bucket.Name };
    }
}
