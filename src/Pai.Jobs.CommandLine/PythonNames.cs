using System.Text;

namespace Pai.Jobs.CommandLine;

/// <summary>The names in <c>pai_job.py</c>: identifiers, no keywords, each one once.</summary>
internal sealed class PythonNames
{
    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield",
    };

    /// <summary>The names that fields would hide, in the class itself or in its annotations.</summary>
    private static readonly string[] s_taken =
    [
        "from_environment", "cls", "values", "field", "str", "int", "float", "bool", "datetime", "decimal", "uuid", "enum", "json", "os",
        "classmethod", "List", "Optional", "Path", "Job",
    ];

    /// <summary>Names that <c>enum.Enum</c> has, or gives a meaning to.</summary>
    private static readonly string[] s_enum = ["name", "value", "mro"];

    private readonly Dictionary<(string Role, string Name), string> _fields = [];
    private readonly HashSet<string> _types =
        new(["Job", "List", "Optional", "Path", "Callable", "Any", "Dict"], StringComparer.Ordinal);

    private PythonNames(IReadOnlyList<(string Role, string Name)> members)
    {
        var counts = members.GroupBy(m => Identifier(m.Name)).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var used = new HashSet<string>(s_taken, StringComparer.Ordinal);
        foreach (var (role, name) in members)
        {
            var field = Identifier(name);
            if (counts[field] > 1) field = $"{role}_{field}";
            while (!used.Add(field)) field += "_";
            _fields[(role, name)] = field;
        }
    }

    public static PythonNames Of(JobDefinition job) => new(
    [
        .. job.Inputs.Select(i => ("input", i.Name)),
        .. job.Outputs.Select(o => ("output", o.Name)),
        .. job.Parameters.Select(p => ("parameter", p.Name)),
    ]);

    public string Input(string name) => _fields[("input", name)];

    public string Output(string name) => _fields[("output", name)];

    public string Parameter(string name) => _fields[("parameter", name)];

    /// <summary>A new name of a class, after a parameter: <c>LearningMode</c> for <c>learning_mode</c>.</summary>
    public string NewType(string parameter)
    {
        var name = string.Concat(Identifier(parameter).Split('_', StringSplitOptions.RemoveEmptyEntries)
            .Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        if (name.Length == 0 || char.IsDigit(name[0]) || s_keywords.Contains(name)) name = "Enum" + name;
        while (!_types.Add(name)) name += "_";
        return name;
    }

    /// <summary>The members of an enum by their strings.</summary>
    public static IEnumerable<(string Name, string Value)> MembersOf(IReadOnlyList<string> values)
    {
        var used = new HashSet<string>(s_enum, StringComparer.Ordinal);
        foreach (var value in values)
        {
            var name = Identifier(value);
            while (!used.Add(name)) name += "_";
            yield return (name, value);
        }
    }

    private static string Identifier(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKC)) text.Append(char.IsLetterOrDigit(c) || c == '_' ? c : '_');
        // A leading underscore is private or has a meaning in Python.
        if (text.Length == 0 || !char.IsLetter(text[0])) text.Insert(0, 'p');
        var identifier = text.ToString();
        return s_keywords.Contains(identifier) ? identifier + "_" : identifier;
    }
}
