using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>
/// Writes values to the configuration file. All its other keys stay as they are. The file is replaced in one step, and only its owner can
/// read it.
/// </summary>
internal static class PaiConfigWriter
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="path">The file; its folder is created. If it is a link, what it leads to is replaced.</param>
    /// <param name="values">The keys to set; a null value leaves the key as it is.</param>
    /// <param name="cancellationToken">Cancels the operation; the file is then unchanged.</param>
    /// <exception cref="JobException">The file is not one that can be read, or cannot be written.</exception>
    public static async Task SaveAsync(
        string path, IReadOnlyList<KeyValuePair<string, string?>> values, CancellationToken cancellationToken)
    {
        try
        {
            var target = Path.GetFullPath(path);
            if (new FileInfo(target).LinkTarget is not null)
                target = File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target;
            var folder = Path.GetDirectoryName(target)
                ?? throw new JobException($"The configuration cannot be saved to {path}: it is a folder.");
            Directory.CreateDirectory(folder);
            var old = File.Exists(target) ? await File.ReadAllBytesAsync(target, cancellationToken).ConfigureAwait(false) : null;
            await ReplaceAsync(target, Merge(old, path, values), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new JobException($"The configuration cannot be saved to {path}: {e.Message}", e);
        }
    }

    /// <summary>The content of the new file: the keys of the old one in their order, then those that are new.</summary>
    public static byte[] Merge(byte[]? old, string path, IReadOnlyList<KeyValuePair<string, string?>> values)
    {
        var rest = values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!, StringComparer.Ordinal);
        using var content = new MemoryStream();
        // As Python writes it; a name in Chinese stays readable.
        var options = new JsonWriterOptions
        {
            Indented = true,
            IndentSize = 4,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var writer = new Utf8JsonWriter(content, options))
        {
            writer.WriteStartObject();
            if (old is not null) WriteOld(writer, old, path, rest);
            foreach (var (key, _) in values)
                if (rest.TryGetValue(key, out var value)) writer.WriteString(key, value);
            writer.WriteEndObject();
        }

        content.WriteByte((byte)'\n');
        return content.ToArray();
    }

    private static void WriteOld(Utf8JsonWriter writer, byte[] old, string path, Dictionary<string, string> values)
    {
        using var json = PaiConfigFile.ParseObject(old, path);
        try
        {
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (values.Remove(member.Name, out var value)) writer.WriteString(member.Name, value);
                else member.WriteTo(writer);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new JobException($"The configuration file {path} has a string that is not valid Unicode.", e);
        }
    }

    private static async Task ReplaceAsync(string target, byte[] content, CancellationToken cancellationToken)
    {
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            var file = new FileStream(temporary, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
