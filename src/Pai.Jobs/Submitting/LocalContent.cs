using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pai.Jobs.Internal.Files;

namespace Pai.Jobs.Internal.Submitting;

/// <summary>The digest of a file or a folder on this machine: of its names and bytes, wherever it is.</summary>
internal static class LocalContent
{
    /// <param name="input">The name of the input, for errors.</param>
    /// <param name="path">The file or folder. Links in a folder count by where they lead, and are not followed.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="JobException">It cannot be read.</exception>
    public static async Task<string> DigestAsync(string input, string path, CancellationToken cancellationToken)
    {
        try
        {
            if (!Directory.Exists(path))
                return $"file {Path.GetFileName(path)} {await OfFileAsync(path, cancellationToken).ConfigureAwait(false)}";
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await AddFolderAsync(new DirectoryInfo(path), "", all, cancellationToken).ConfigureAwait(false);
            return "folder " + Convert.ToHexStringLower(all.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The input \"{input}\" cannot be read for the digest that its submit key needs: {e.Message}", e);
        }
    }

    private static async Task AddFolderAsync(DirectoryInfo folder, string prefix, IncrementalHash all, CancellationToken cancellationToken)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var name = prefix + entry.Name;
            if (entry.LinkTarget is { } target)
            {
                Add("link", name, target);
            }
            else if (entry is DirectoryInfo inner)
            {
                Add("folder", name, "");
                await AddFolderAsync(inner, name + "/", all, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                // Opening a pipe would wait for its writer.
                var isFile = UnixFileKind.IsRegular(entry.FullName);
                var content = isFile ? await OfFileAsync(entry.FullName, cancellationToken).ConfigureAwait(false) : "";
                Add(isFile ? "file" : "other", name, content);
            }
        }

        void Add(string kind, string name, string content) => all.AppendData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{kind} {name.Length}:{name} {content.Length}:{content}\n")));
    }

    private static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        if (File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName is { } target) path = target;
        if (!UnixFileKind.IsRegular(path)) return "other";
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        await using var _ = file.ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }
}
