#if NETSTANDARD
using System;
#endif
using System.Text.RegularExpressions;

namespace Pai.Jobs.Internal.Validation;

/// <summary>
/// One line of a requirements.txt: a name with extras, versions and a marker, as PEP 508 has it. The analyzers compile this file too.
/// </summary>
internal static partial class RequirementLine
{
    private const string Name = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
    private const string Version = @"(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+";

    /// <summary>Behind the name and its versions: a marker, options of pip, or a comment.</summary>
    private const string Rest = @"(?:\s*;\s*\w.*|\s+--\S.*|\s+#.*)?";

    private const string Versions = Version + @"(?:\s*,\s*" + Version + ")*";

    private const string Shape =
        @"\A\s*" + Name + @"\s*(?:\[[^\]]*\])?\s*(?:" + Versions + @"\s*,?|\(\s*" + Versions + @"\s*\))?" + Rest + @"\s*\z";

    private const string Operator = "(?<![=<>!~])(?:=>|=<|=)(?![=<>!~])";

#if NETSTANDARD
    private static readonly Regex s_shape = new(Shape, RegexOptions.CultureInvariant);

    private static readonly Regex s_operator = new(Operator, RegexOptions.CultureInvariant);
#endif

    /// <summary>The fault of a line, without the line; null where it has none, or where only pip can tell.</summary>
    public static string? ProblemOf(string? text)
    {
        if (text is null || text.Trim().Length == 0) return "it is empty; write one line like numpy==1.26.4";
        if (text.IndexOfAny(['\r', '\n']) >= 0) return "it has a line break; give each requirement an element of its own";
        if (text.IndexOfAny(['\0']) >= 0) return "it has a NUL character";
        if (IsOther(text) || ShapeRegex().IsMatch(text)) return null;
        return "write a name and versions, like numpy==1.26.4 or pandas>=2.0,<3";
    }

    /// <summary>The line with the operators as they must be, where that makes it right; null otherwise.</summary>
    public static string? Repair(string? text)
    {
        if (text is null) return null;
        var repaired = OperatorRegex().Replace(
            text.Trim(), match => match.Value switch { "=>" => ">=", "=<" => "<=", _ => "==" });
        return repaired != text && ProblemOf(repaired) is null ? repaired : null;
    }

    /// <summary>Options of pip, addresses, paths, variables and comments.</summary>
    private static bool IsOther(string text) =>
        text.TrimStart()[0] is '-' or '#' or '.'
            || text.IndexOfAny(['@', '/', '\\', '$', '`']) >= 0
            || text.Contains(".whl", StringComparison.OrdinalIgnoreCase)
            || text.Contains(".zip", StringComparison.OrdinalIgnoreCase)
            || text.Contains(".tar", StringComparison.OrdinalIgnoreCase);

#if NETSTANDARD
    private static Regex ShapeRegex() => s_shape;

    private static Regex OperatorRegex() => s_operator;
#else
    // Written out when the library is compiled: a small program would else carry the parser of expressions for these two.
    [GeneratedRegex(Shape, RegexOptions.CultureInvariant)]
    private static partial Regex ShapeRegex();

    [GeneratedRegex(Operator, RegexOptions.CultureInvariant)]
    private static partial Regex OperatorRegex();
#endif
}
