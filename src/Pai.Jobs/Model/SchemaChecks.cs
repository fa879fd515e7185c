using Pai.Jobs.Internal.Parameters;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Model;

/// <summary>Checks the values of parameters, of a record or without it, with the same sentences.</summary>
internal static class SchemaChecks
{
    private const int ShownLength = 100;

    /// <summary>
    /// All that is wrong with the value of a parameter that is known as data: it is missing, of another type, or breaks a rule.
    /// </summary>
    /// <param name="schema">The parameter.</param>
    /// <param name="value">The value; null for none.</param>
    public static IEnumerable<string> ProblemsOf(ParameterSchema schema, ParameterValue? value)
    {
        if (value is null && schema.IsRequired) return ["is required and was not given."];
        object? read = value?.Secret;
        if (value?.Text is { } text && !ShapeText.TryParse(schema.Shape, text, out read)) return [NotOfType(schema, text)];
        // A rule that cannot be read was refused with its file.
        var checks = schema.Checks.Select(rule => CheckRuleReader.Read(rule, schema.Shape)).OfType<ParameterCheck>();
        return ProblemsOf(schema.Name, read, value?.Secret?.Reference ?? value?.Text, checks);
    }

    /// <summary>All rules that a value breaks.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value; null for none.</param>
    /// <param name="text">Its string form; null for none.</param>
    /// <param name="checks">The rules.</param>
    public static IEnumerable<string> ProblemsOf(string name, object? value, string? text, IEnumerable<ParameterCheck> checks)
    {
        var problems = new List<string>();
        try
        {
            foreach (var check in checks)
                if (check.Check(name, value) is { } problem)
                    problems.Add(text is null ? problem : $"{problem} It is {Show(name, text)}.");
        }
        catch (Exception e) when (e is ArgumentException or InvalidCastException or InvalidOperationException)
        {
            // A rule that cannot deal with the value.
            problems.Add(e.Message);
        }

        return problems;
    }

    /// <summary>That a string is not of the type.</summary>
    public static string NotOfType(ParameterSchema schema, string text)
    {
        var shown = SecretNames.IsLikely(schema.Name) || schema.Shape.Kind == ParameterKind.Secret
            ? "The value is not shown."
            : $"It is {Show(schema.Name, text)}.";
        return $"must be {schema.Shape.Form}. {shown}";
    }

    private static string Show(string name, string text) =>
        SecretNames.IsLikely(name) ? "not shown, since its name looks like a secret's"
        : text.Length <= ShownLength ? $"\"{text}\""
        : $"\"{text[..ShownLength]}…\"";
}
