using System.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>
/// Splits a command line into its arguments. On Unix a backslash escapes, and quotes are single or double; on Windows only <c>\"</c> within
/// double quotes escapes, so that paths stay as they are.
/// </summary>
internal static class CommandWords
{
    /// <exception cref="SourceException">
    /// A quote is not closed, the last character is a backslash, there is no word, or the first one sets a variable.
    /// </exception>
    public static IReadOnlyList<string> Split(string command, bool isWindows)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (IsEscape(command, i, quote, isWindows))
            {
                if (++i == command.Length) throw new SourceException("process_command ends with a backslash.");
                // A backslash before a line end joins the lines.
                if (command[i] != '\n') (word ??= new()).Append(command[i]);
            }
            else if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else word!.Append(c);
            }
            else if (c == '"' || (c == '\'' && !isWindows))
            {
                quote = c;
                word ??= new();
            }
            else if (char.IsWhiteSpace(c))
            {
                if (word is not null) words.Add(word.ToString());
                word = null;
            }
            else
            {
                (word ??= new()).Append(c);
            }
        }

        if (quote != '\0') throw new SourceException("process_command has a quote that is not closed.");
        if (word is not null) words.Add(word.ToString());
        if (words is not [{ Length: > 0 } program, ..]) throw new SourceException("process_command has no program.");
        // Its value may be a secret, and the name of a program is shown.
        return program.Contains('=', StringComparison.Ordinal)
            ? throw new SourceException("process_command begins with an assignment, which needs a shell; write: env NAME=VALUE ...")
            : words;
    }

    private static bool IsEscape(string command, int i, char quote, bool isWindows)
    {
        if (command[i] != '\\' || quote == '\'') return false;
        var next = i + 1 < command.Length ? command[i + 1] : '\0';
        if (isWindows) return quote == '"' && next == '"';
        // Within double quotes, as in a shell, only these are special.
        return quote == '\0' || next is '"' or '\\' or '\n' or '$' or '`';
    }
}
