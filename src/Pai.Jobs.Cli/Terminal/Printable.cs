using System.Text;

namespace Pai.Jobs.Cli.Terminal;

/// <summary>Strings from jobs and services, without characters that would move the cursor or change the terminal.</summary>
internal static class Printable
{
    public static string Of(string? value, bool keepLineEnds = false)
    {
        if (value is null) return "";
        if (!value.Any(c => IsControl(c, keepLineEnds))) return value;
        var printable = new StringBuilder(value.Length);
        foreach (var c in value) printable.Append(IsControl(c, keepLineEnds) ? '\uFFFD' : c);
        return printable.ToString();
    }

    /// <summary>Control characters, and those that turn the direction of the text around.</summary>
    private static bool IsControl(char c, bool keepLineEnds) =>
        (char.IsControl(c) && !(c is '\t' || (keepLineEnds && c is '\n' or '\r')))
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
