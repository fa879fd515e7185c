using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The checks of a parameter as attributes of an input, where they mean exactly the same in a browser.</summary>
internal static partial class HtmlChecks
{
    /// <summary>The most characters: both count UTF-16 code units. Null where there is no limit.</summary>
    public static int? MaxLengthOf(ParameterSchema parameter) => parameter.Shape.Kind == ParameterKind.String
        ? parameter.Checks.Where(c => c.MaximumLength >= 0).Min(c => c.MaximumLength)
        : null;

    /// <summary>The regular expression, if there is one that .NET and a browser read alike; else null.</summary>
    public static string? PatternOf(ParameterSchema parameter) =>
        parameter.Checks.Where(c => c.Kind == CheckKind.RegularExpression).ToList() is [{ Pattern: { } pattern }]
            && Alike().IsMatch(pattern)
            ? pattern
            : null;

    /// <summary>
    /// Letters, digits and classes of them, each as often as it says, and only the last one between two numbers. .NET compares the first
    /// match with the whole value and does not look for another one, a browser looks for any: they are the same only where there is one.
    /// </summary>
    [GeneratedRegex(
        """^\^?(?:(?:[A-Za-z0-9_]|\[(?:[A-Za-z0-9](?:-[A-Za-z0-9])?|_)+\])(?:\{[0-9]+\})?)*(?:[*+?]|\{[0-9]+,[0-9]*\})?\$?\z""")]
    private static partial Regex Alike();
}
