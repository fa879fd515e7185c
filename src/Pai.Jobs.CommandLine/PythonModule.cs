using System.Text;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs.CommandLine;

/// <summary>Writes <c>pai_job.py</c>: a dataclass of a record, by which a Python job reads the values that the record sends.</summary>
internal static class PythonModule
{
    public static string Write(JobFile file) => Write(file.Definition, file.Schema);

    public static string Write(JobDefinition job, IReadOnlyList<ParameterSchema> parameters)
    {
        var names = PythonNames.Of(job);
        var text = new StringBuilder();
        text.Append($"\"\"\"The values of the job {Doc(job.RecordName)}.\n\n");
        text.Append($"Written from the record {Doc(job.RecordName)}; write it again when the record changes.\n");
        text.Append("It needs Python 3.8 or newer, and nothing else.\n");
        text.Append("\"\"\"\n\n");
        text.Append(PythonHelpers.Imports);
        var enums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var shape = parameter.Shape.Element ?? parameter.Shape;
            if (shape.Kind is not (ParameterKind.Enum or ParameterKind.Flags)) continue;
            var type = names.NewType(parameter.Name);
            enums[parameter.Name] = type;
            text.Append($"\n\nclass {type}(enum.Enum):\n    \"\"\"The values of the parameter {Doc(parameter.Name)}.\"\"\"\n\n");
            foreach (var (member, value) in PythonNames.MembersOf(shape.Members)) text.Append($"    {member} = {Quote(value)}\n");
        }

        text.Append($"\n\n@dataclass(frozen=True)\nclass Job:\n    \"\"\"The values of one run of {Doc(job.RecordName)}.\"\"\"\n");
        foreach (var input in job.Inputs)
            Field(names.Input(input.Name), input.Required ? "Path" : "Optional[Path]", $"The input channel {input.Name}.");
        foreach (var output in job.Outputs) Field(names.Output(output.Name), "Path", $"The output channel {output.Name}.");
        foreach (var parameter in parameters)
        {
            var type = TypeOf(parameter.Shape, enums.GetValueOrDefault(parameter.Name));
            var hasValue = parameter.IsRequired || (parameter.Default is not null && parameter.Shape.Kind != ParameterKind.Secret);
            Field(
                names.Parameter(parameter.Name),
                (hasValue ? type : $"Optional[{type}]") + (parameter.Shape.Kind == ParameterKind.Secret ? " = field(repr=False)" : ""),
                parameter.Description ?? $"The parameter {parameter.Name}.");
        }

        text.Append("\n    @classmethod\n    def from_environment(cls) -> \"Job\":\n");
        text.Append("        \"\"\"Reads the values of this job from its config folder and its variables.\"\"\"\n");
        text.Append("        values = _Values()\n        return cls(\n");
        foreach (var input in job.Inputs)
            Argument(names.Input(input.Name), $"values.channel(\"input\", {Quote(input.Name)}, {Bool(input.Required)})");
        foreach (var output in job.Outputs) Argument(names.Output(output.Name), $"values.channel(\"output\", {Quote(output.Name)}, True)");
        foreach (var parameter in parameters)
        {
            Argument(names.Parameter(parameter.Name), parameter.Shape.Kind == ParameterKind.Secret
                ? $"values.secret({Quote(parameter.Name)}, {Bool(parameter.IsRequired)})"
                : $"values.parameter({Quote(parameter.Name)}, {ParserOf(parameter.Shape, enums.GetValueOrDefault(parameter.Name))}, "
                    + $"{(parameter.Default is { } own ? Quote(own) : "None")}, {Bool(parameter.IsRequired)})");
        }

        text.Append("        )\n");
        return text.Append(PythonReports.Functions).Append(PythonHelpers.Values).ToString().Replace("\r\n", "\n", StringComparison.Ordinal);

        void Field(string name, string type, string description) => text.Append($"\n    #: {OneLine(description)}\n    {name}: {type}\n");

        void Argument(string name, string value) => text.Append($"            {name}={value},\n");
    }

    private static string TypeOf(ParameterShape shape, string? enumName) => shape.Kind switch
    {
        ParameterKind.Boolean => "bool",
        ParameterKind.Integer => "int",
        ParameterKind.Number => "float",
        ParameterKind.Decimal => "decimal.Decimal",
        ParameterKind.Guid => "uuid.UUID",
        ParameterKind.DateTime => "datetime.datetime",
        ParameterKind.Date => "datetime.date",
        ParameterKind.Time => "datetime.time",
        ParameterKind.Duration => "datetime.timedelta",
        ParameterKind.Enum => enumName!,
        ParameterKind.Flags => $"List[{enumName}]",
        ParameterKind.List => $"List[{TypeOf(shape.Element!, enumName)}]",
        _ => "str",
    };

    private static string ParserOf(ParameterShape shape, string? enumName) => shape.Kind switch
    {
        ParameterKind.Boolean => "_bool",
        ParameterKind.Integer => "int",
        ParameterKind.Number => "float",
        ParameterKind.Decimal => "decimal.Decimal",
        ParameterKind.Guid => "uuid.UUID",
        ParameterKind.DateTime => "_datetime",
        ParameterKind.Date => "datetime.date.fromisoformat",
        ParameterKind.Time => "_time",
        ParameterKind.Duration => "_timedelta",
        ParameterKind.Enum => enumName!,
        ParameterKind.Flags => $"_flags({enumName})",
        ParameterKind.List => $"_list({ParserOf(shape.Element!, enumName)})",
        _ => "str",
    };

    private static string Bool(bool value) => value ? "True" : "False";

    /// <summary>A string within a docstring: a job file may come from another person.</summary>
    private static string Doc(string text) =>
        OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string OneLine(string text) => string.Join(' ', text.Split('\r', '\n', '\f'));

    /// <summary>A string literal of Python; everything that can be seen stays as it is.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                _ when char.IsControl(c) => quoted.Append($"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
