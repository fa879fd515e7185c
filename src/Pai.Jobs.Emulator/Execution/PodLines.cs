using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Splits what a pod writes into lines.</summary>
internal static class PodLines
{
    /// <summary>Reads a stream to its end. Invalid UTF-8 is replaced; a carriage return before a line feed belongs to it.</summary>
    public static void Read(Stream stream, Action<IReadOnlyList<string>> addLines)
    {
        var (buffer, line) = (new byte[32 << 10], new List<byte>());
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                var lines = new List<string>();
                var rest = buffer.AsSpan(0, read);
                for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
                {
                    line.AddRange(rest[..end]);
                    lines.Add(Take(line));
                }

                line.AddRange(rest);
                if (lines.Count > 0) addLines(lines);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pod was given up.
        }

        if (line.Count > 0) addLines([Take(line)]);
    }

    private static string Take(List<byte> line)
    {
        var text = Encoding.UTF8.GetString([.. line]);
        line.Clear();
        return text.EndsWith('\r') ? text[..^1] : text;
    }
}
