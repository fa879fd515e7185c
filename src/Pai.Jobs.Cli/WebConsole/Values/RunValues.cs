using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>What a run was submitted with, with its secrets masked as plans mask them.</summary>
internal static class RunValues
{
    public static async Task<ValuesJson> ReadAsync(RunSource source, JobInfo run, CancellationToken cancellationToken)
    {
        var values = await source.Backend.ReadValuesAsync(run.Id, cancellationToken);
        return new(
            values.RecordName,
            [.. values.Parameters.Select(Parameter)],
            [
                .. values.Inputs.Select(i => new ChannelJson(
                    i.Key, "input", i.Value.ToString(), values.UploadedInputs.GetValueOrDefault(i.Key)?.ToString())),
                .. (run.Outputs ?? values.Outputs).Select(o => new ChannelJson(o.Key, "output", o.Value.ToString(), null)),
            ],
            new(null, null, null, null),
            Image: null,
            InstanceType: null,
            Environment: []);
    }

    public static async Task<CSharpJson> WriteAsync(RunSource source, JobInfo run, CancellationToken cancellationToken)
    {
        var values = await source.Backend.ReadValuesAsync(run.Id, cancellationToken);
        var members = new List<(string, string)>();
        foreach (var (name, location) in values.Inputs.Concat(values.Outputs))
            members.Add((CSharpText.Property(name), CSharpText.Literal(location.ToString())));
        var hidden = new List<string>();
        foreach (var (name, text) in values.Parameters)
        {
            var parameter = Parameter(new(name, text));
            if (parameter.Value != text) hidden.Add(name);
            else members.Add((CSharpText.Property(name), Secret.TryParse(text, out _) ? SecretOf(text) : CSharpText.Value(text)));
        }

        return new(CSharpText.Write(
            values.RecordName, members, hidden.Select(n => $"{n} looks like a secret, and is left out.")));
    }

    private static ParameterJson Parameter(KeyValuePair<string, string> parameter)
    {
        var shown = SecretNames.Mask(parameter.Key, parameter.Value);
        return new(parameter.Key, shown, shown != parameter.Value || Secret.TryParse(parameter.Value, out _));
    }

    private static string SecretOf(string reference) => $"Secret.Parse({CSharpText.Literal(reference)})";
}
