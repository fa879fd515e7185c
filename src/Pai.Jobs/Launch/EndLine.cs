using System.Globalization;

namespace Pai.Jobs.Internal.Launch;

/// <summary>The line with which the launch script ends a log: <c>[pai-jobs:end TAG PHASE CODE]</c>.</summary>
internal static class EndLine
{
    /// <summary>Cuts the script's line off the end of a line of the log.</summary>
    /// <param name="line">The line.</param>
    /// <param name="tag">The tag of the run: a program that writes such a line itself does not know it.</param>
    /// <param name="rest">What the job wrote before it without an end of the line; mostly empty.</param>
    /// <param name="phase">The last phase that the script reached.</param>
    /// <param name="code">Its exit code: from <c>command</c> on, the command's.</param>
    /// <returns>Whether the line ends with the script's.</returns>
    public static bool TryTake(string line, string tag, out string rest, out string phase, out int code)
    {
        (rest, phase, code) = (line, "", 0);
        if (!line.EndsWith(']')) return false;
        var head = $"[pai-jobs:end {tag} ";
        var start = line.LastIndexOf(head, StringComparison.Ordinal);
        if (start < 0) return false;
        if (line[(start + head.Length)..^1].Split(' ') is not [{ Length: > 0 } reached, var number]) return false;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out code)) return false;
        (rest, phase) = (line[..start], reached);
        return true;
    }
}
