using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Deletes many objects.</summary>
internal sealed class OssDeletion(OssClient client, OssTransport transport, OssBucketAddress bucket)
{
    private const int MaxKeys = 1000;
    private const int MaxAnswerLength = 8 << 20;

    public async Task RunAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var objects = keys.Select(bucket.Object).ToArray();
        List<(string Key, string Problem)> failed = [];
        foreach (var batch in objects.Where(o => OssXml.CanHold(o.Key)).Chunk(MaxKeys))
            failed.AddRange(await DeleteAsync(batch, cancellationToken).ConfigureAwait(false));

        // XML has no form for the rest.
        foreach (var one in objects.Where(o => !OssXml.CanHold(o.Key)))
            await client.DeleteAsync(one, cancellationToken).ConfigureAwait(false);
        if (failed.Count > 0) throw Failure(failed, objects.Length);
    }

    private async Task<List<(string Key, string Problem)>> DeleteAsync(OssObjectAddress[] batch, CancellationToken cancellationToken)
    {
        var body = new StringBuilder("<Delete>").Element("Quiet", "true");
        foreach (var one in batch) body.Append("<Object>").Element("Key", one.Key).Append("</Object>");
        var bytes = Encoding.UTF8.GetBytes(body.Append("</Delete>").ToString());
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
        foreach (var (key, problem) in listed.Where(l => batch.Any(o => o.Key == l.Key)))
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
