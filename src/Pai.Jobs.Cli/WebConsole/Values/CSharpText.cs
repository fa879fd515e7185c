using System.Globalization;
using System.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Writes a record with the values of a run as C#.</summary>
internal static class CSharpText
{
    /// <summary>The record's object initializer. A name is the property's where the run's record tells it.</summary>
    public static string Write(string record, IEnumerable<(string Property, string Expression)> members, IEnumerable<string> notes)
    {
        var text = new StringBuilder();
        foreach (var note in notes) text.Append("// ").Append(Comment(note)).Append('\n');
        text.Append("new ").Append(TypeName(record)).Append("\n{\n");
        foreach (var (property, expression) in members) text.Append("    ").Append(property).Append(" = ").Append(expression).Append(",\n");
        return text.Append('}').ToString();
    }

    /// <summary>The name of a property for the name of a parameter or a channel: <c>max_retry</c> is <c>MaxRetry</c>.</summary>
    public static string Property(string name)
    {
        var text = new StringBuilder();
        var isStart = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                isStart = true;
                continue;
            }

            if (text.Length == 0 && char.IsDigit(c)) text.Append('_');
            text.Append(isStart ? char.ToUpperInvariant(c) : c);
            isStart = false;
        }

        return text.Length == 0 ? "_" : text.ToString();
    }

    /// <summary>The value of a parameter whose type is not known: a whole number or a flag as such, anything else as a string.</summary>
    public static string Value(string text)
    {
        if (text is "true" or "false") return text;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole.ToString(CultureInfo.InvariantCulture) == text)
            return whole is >= int.MinValue and <= int.MaxValue ? text : text + "L";
        return Literal(text);
    }

    /// <summary>True for a number as C# has it, too.</summary>
    public static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
        && text[0] != '+' && text[0] != '.' && text[^1] != '.';

    /// <summary>A string literal: no value of a run can end it, or hide in it.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"", text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                var rune = new Rune(c, text[++i]);
                if (IsShown(Rune.GetUnicodeCategory(rune))) literal.Append(c).Append(text[i]);
                else literal.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
                continue;
            }

            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                _ when char.IsSurrogate(c) || !IsShown(char.GetUnicodeCategory(c)) => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>The name of a type without its namespace; what is not a name is left out.</summary>
    private static string TypeName(string record)
    {
        var name = string.Concat(record[(record.LastIndexOfAny(['.', '+']) + 1)..].Where(c => char.IsLetterOrDigit(c) || c == '_'));
        return name.Length == 0 ? "Job" : name;
    }

    private static string Comment(string note) => string.Concat(note.Select(c => IsShown(char.GetUnicodeCategory(c)) ? c : ' '));

    /// <summary>No controls, no marks that turn the direction of writing round, no line ends of any kind.</summary>
    private static bool IsShown(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
