using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>
/// The folders of what was published from a project, named by their content: another process may still pack an older one, so that none is
/// changed. The caller holds the project's lock.
/// </summary>
internal static class PublishedFolder
{
    private const string Prefix = "code-";
    private const string Deleted = "deleted-";

    /// <summary>Longer than the longest batch that uses a folder.</summary>
    private static readonly TimeSpan s_keep = TimeSpan.FromDays(30);

    /// <summary>Moves a folder to the name of its content, unless it is there, and deletes those that were not used for 30 days.</summary>
    /// <returns>The folder with that content.</returns>
    public static string Keep(string published, string parent, TimeProvider time)
    {
        var folder = Path.Combine(parent, Prefix + DigestOf(published)[..16]);
        if (Directory.Exists(folder)) Directory.Delete(published, recursive: true);
        else Directory.Move(published, folder);
        Use(folder, time);
        DeleteOld(parent, folder, time.GetUtcNow().UtcDateTime - s_keep);
        return folder;
    }

    /// <summary>Notes that a folder is used.</summary>
    public static void Use(string folder, TimeProvider time) => Directory.SetLastWriteTimeUtc(folder, time.GetUtcNow().UtcDateTime);

    private static void DeleteOld(string parent, string used, DateTime before)
    {
        foreach (var folder in new DirectoryInfo(parent).GetDirectories())
        {
            var isOld = folder.Name.StartsWith(Prefix, StringComparison.Ordinal)
                && folder.FullName != used && folder.LastWriteTimeUtc <= before;
            if (!isOld && !folder.Name.StartsWith(Deleted, StringComparison.Ordinal)) continue;
            try
            {
                // Renamed first: half a folder must not be taken for the code.
                if (isOld) folder.MoveTo(Path.Combine(parent, Deleted + Path.GetRandomFileName()));
                folder.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next publish tries again.
            }
        }
    }

    private static string DigestOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            using var content = File.OpenRead(file);
            Append(hash, SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
