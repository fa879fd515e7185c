using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>An input on this machine, as it was when the job was prepared.</summary>
/// <param name="Path">The absolute path of the file or folder.</param>
/// <param name="IsFolder">True for a folder.</param>
/// <param name="Files">The files, in ordinal order of their names.</param>
/// <param name="LeftOut">Links and the like, which are not uploaded, each with the reason.</param>
/// <param name="Sha256">The digest of names and contents, lower-case hexadecimal: the same on every system.</param>
internal sealed record DlcLocalInput(
    string Path, bool IsFolder, IReadOnlyList<LocalFile> Files, IReadOnlyList<string> LeftOut, string Sha256)
{
    public long Size => Files.Sum(f => f.Size);

    /// <exception cref="JobException">It is not there, cannot be read, or has no file.</exception>
    public static Task<DlcLocalInput> ReadAsync(string path, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                var isFolder = Directory.Exists(path);
                var found = isFolder ? LocalFiles.In(path, new PathFilter([], []), cancellationToken) : null;
                if (found is { Failures: [var failure, ..] }) throw new JobException(failure.Message, failure.Exception);
                if (found is { Files.Count: 0 }) throw new JobException("The folder has no file.");
                IReadOnlyList<LocalFile> files = found?.Files ?? [Single(path)];
                return new DlcLocalInput(
                    path, isFolder, files, found?.LeftOut ?? [], await DigestAsync(files, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new JobException(e.Message, e);
            }
        },
        cancellationToken);

    /// <exception cref="JobException">A file was changed, added or removed since.</exception>
    public void ThrowIfChanged(CancellationToken cancellationToken)
    {
        var now = IsFolder && Directory.Exists(Path) ? LocalFiles.In(Path, new PathFilter([], []), cancellationToken).Files : null;
        var changed = now is null || now.SequenceEqual(Files) ? Files.FirstOrDefault(f => !f.IsUnchanged())?.Path : Path;
        if (changed is not null)
            throw new JobException($"The input {Path} has changed since the job was prepared: {changed}. Prepare it again.");
    }

    private static LocalFile Single(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            file = target;
        return file.Exists ? LocalFile.Of(System.IO.Path.GetFileName(path), file) : throw new JobException("It does not exist.");
    }

    private static async Task<string> DigestAsync(IReadOnlyList<LocalFile> files, CancellationToken cancellationToken)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = new byte[sizeof(long)];
        foreach (var file in files)
        {
            var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            await using var _ = stream.ConfigureAwait(false);
            var content = await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false);
            all.AppendData(Encoding.UTF8.GetBytes(file.Name + "\0"));
            BinaryPrimitives.WriteInt64LittleEndian(number, file.Size);
            all.AppendData(number);
            all.AppendData(content);
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
