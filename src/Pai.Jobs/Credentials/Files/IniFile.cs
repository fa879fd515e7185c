using System.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>
/// A file with <c>[sections]</c> of <c>key = value</c> lines. Values are taken as they are: a secret may have <c>#</c>, <c>%</c>, <c>;</c>
/// and <c>=</c>. A line that begins with <c>;</c> or <c>#</c> is a comment.
/// </summary>
internal static class IniFile
{
    /// <summary>The sections by their names; keys ignore case, the last of two equal keys wins.</summary>
    /// <exception cref="SourceException">A line is neither a section, nor a key with a value, nor a comment.</exception>
    public static Dictionary<string, ProfileFields> Parse(byte[] bytes, string path)
    {
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        Dictionary<string, string>? section = null;
        var number = 0;
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        while (reader.ReadLine() is { } raw)
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is ';' or '#') continue;
            if (line[0] == '[' && line[^1] == ']')
            {
                var name = line[1..^1].Trim();
                if (!sections.TryGetValue(name, out section)) sections[name] = section = new(StringComparer.OrdinalIgnoreCase);
                continue;
            }

            var separator = line.AsSpan().IndexOfAny('=', ':');
            if (separator <= 0)
                throw new SourceException($"{path} is not valid: line {number} is neither \"[section]\" nor \"key = value\".");
            if (section is null)
                throw new SourceException($"{path} is not valid: line {number} comes before the first \"[section]\".");
            section[line[..separator].TrimEnd()] = line[(separator + 1)..].TrimStart();
        }

        return sections.ToDictionary(
            s => s.Key, s => new ProfileFields($"The section [{s.Key}] in {path}", s.Value), StringComparer.Ordinal);
    }
}
