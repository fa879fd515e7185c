using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.CommandLine;

/// <summary>The options of one record: one for each channel and parameter.</summary>
internal sealed class RecordOptions
{
    private readonly JobEntry _entry;
    private readonly Dictionary<(string Role, string Name), Option<string[]>> _options = [];
    private readonly IReadOnlyList<ParameterSchema> _parameters;

    public RecordOptions(JobEntry entry)
    {
        _entry = entry;
        var job = entry.Definition;
        var members = job.Inputs.Select(i => ("input", i.Name))
            .Concat(job.Outputs.Select(o => ("output", o.Name)))
            .Concat(job.Parameters.Select(p => ("parameter", p.Name)))
            .ToList();
        var counts = members.GroupBy(m => Kebab(m.Name)).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var (role, name) in members)
        {
            // A name that something else has too gets its role before it; that of a parameter in two spellings, the name as it is.
            var kebab = Kebab(name);
            var option = counts[kebab] > 1 || RunSettings.Names.Contains($"--{kebab}") ? $"--{role}-{kebab}" : $"--{kebab}";
            if (_options.Values.Any(o => o.Name == option)) option = $"--{role}-{name}";
            _options[(role, name)] = new(option) { AllowMultipleArgumentsPerToken = false };
        }

        _parameters = entry.ReadSchema(name => _options[("parameter", name)].Name);
        Describe();
    }

    public IEnumerable<Option> All => _options.Values;

    /// <summary>The job that the options describe.</summary>
    /// <returns>Null where something is wrong; the problems have all of it.</returns>
    public RunnableJob? Read(ParseResult result, List<string> problems)
    {
        var before = problems.Count;
        var inputs = new Dictionary<string, DataLocation>(StringComparer.Ordinal);
        var outputs = new Dictionary<string, DataLocation>(StringComparer.Ordinal);
        foreach (var input in _entry.Definition.Inputs)
        {
            var option = _options[("input", input.Name)];
            if (Location(result, option, problems) is { } location) inputs[input.Name] = location;
            else if (!IsGiven(result, option) && input is { Required: true, DefaultUri: null })
                problems.Add($"{option.Name} is missing: give the path or URI of the input \"{input.Name}\".");
        }

        foreach (var output in _entry.Definition.Outputs)
            if (Location(result, _options[("output", output.Name)], problems) is { } location) outputs[output.Name] = location;
        var parameters = _parameters.Select(p => (p.Name, Text: Parameter(result, p, problems)))
            .Where(p => p.Text is not null)
            .ToDictionary(p => p.Name, p => p.Text!);
        return problems.Count > before ? null : Build(inputs, outputs, parameters, problems);
    }

    private RunnableJob? Build(
        Dictionary<string, DataLocation> inputs,
        Dictionary<string, DataLocation> outputs,
        Dictionary<string, string> parameters,
        List<string> problems)
    {
        try
        {
            var (job, faults) = _entry.Build(inputs, outputs, parameters);
            problems.AddRange(faults.Select(f => $"{OptionOf(f.Subject)}: {f.Message}"));
            return faults.Count == 0 ? job : null;
        }
        catch (JobReadException e)
        {
            problems.Add(e.Message);
        }
        catch (ArgumentException e)
        {
            // A constructor of the user's own refuses the values.
            problems.Add(e.Message);
        }

        return null;
    }

    /// <summary>The option of a problem's subject, as in <c>parameter "max_retry"</c>.</summary>
    private string OptionOf(string subject) =>
        _options.Where(o => subject == $"{o.Key.Role} \"{o.Key.Name}\"").Select(o => o.Value.Name).FirstOrDefault() ?? subject;

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static DataLocation? Location(ParseResult result, Option<string[]> option, List<string> problems)
    {
        if (!IsGiven(result, option)) return null;
        if (Single(result, option, problems) is not { } text) return null;
        if (DataLocation.TryParse(text, out var location, out var problem)) return location;
        problems.Add($"{option.Name}: {problem}");
        return null;
    }

    private string? Parameter(ParseResult result, ParameterSchema parameter, List<string> problems)
    {
        var option = _options[("parameter", parameter.Name)];
        if (!IsGiven(result, option))
        {
            if (parameter.IsRequired) problems.Add($"{option.Name} is missing: give {parameter.Shape.Form}.");
            return null;
        }

        var text = parameter.Shape.Kind switch
        {
            ParameterKind.Boolean when result.GetValue(option) is null or [] => "true",
            ParameterKind.List => ListOf(result.GetValue(option) ?? []),
            _ => Single(result, option, problems),
        };
        if (text is null || parameter.Accepts(text)) return text;
        var isHidden = parameter.Shape.Kind == ParameterKind.Secret || SecretNames.IsLikely(parameter.Name);
        var near = NearestName.Find(text, parameter.Shape.Members) is { } member ? $" Did you mean {member}?" : "";
        problems.Add(
            isHidden
                ? $"{option.Name} has a value of another form; it must be {parameter.Shape.Form}."
                : $"{option.Name} \"{text}\" must be {parameter.Shape.Form}.{near}");
        return null;
    }

    private static string? Single(ParseResult result, Option<string[]> option, List<string> problems)
    {
        if (result.GetValue(option) is [var text]) return text;
        problems.Add($"{option.Name} is given {result.GetValue(option)?.Length ?? 0} times; give it once.");
        return null;
    }

    /// <summary>A JSON array as it is; else the values one by one.</summary>
    private static string ListOf(string[] values)
    {
        if (values is [var only] && only.StartsWith('[')) return only;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void Describe()
    {
        foreach (var input in _entry.Definition.Inputs)
        {
            var option = _options[("input", input.Name)];
            option.HelpName = "path|uri";
            option.Description = $"The input \"{input.Name}\"."
                + (input.DefaultUri is { } uri ? $" Default: {uri}." : input.Required ? " Required." : " Default: none.");
        }

        foreach (var output in _entry.Definition.Outputs)
        {
            var option = _options[("output", output.Name)];
            option.HelpName = "path|uri";
            option.Description = $"The output \"{output.Name}\". Default: {output.Uri ?? "a new location"}.";
        }

        foreach (var parameter in _parameters)
        {
            var option = _options[("parameter", parameter.Name)];
            var kind = parameter.Shape.Kind;
            option.HelpName = kind is ParameterKind.Enum ? string.Join('|', parameter.Shape.Members)
                : kind is ParameterKind.Secret ? "reference"
#pragma warning disable CA1308 // The kinds are lower case in help.
                : kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
            if (kind == ParameterKind.Boolean) option.Arity = ArgumentArity.ZeroOrMore;
            List<string> sentences =
            [
                parameter.Description is { } description ? EndSentence(description) : "",
                kind is ParameterKind.String or ParameterKind.Enum ? "" : EndSentence(Capital(parameter.Shape.Form)),
                .. parameter.Rules,
                parameter.IsRequired ? "Required." : $"Default: {SecretNames.Mask(parameter.Name, parameter.Default ?? "none")}.",
            ];
            option.Description = string.Join(' ', sentences.Where(s => s.Length > 0));
        }
    }

    private static string EndSentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Kebab(string name)
    {
#pragma warning disable CA1308 // Options are lower case.
        return name.Replace('_', '-').ToLowerInvariant();
#pragma warning restore CA1308
    }
}
