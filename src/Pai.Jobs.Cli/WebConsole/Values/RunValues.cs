using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;
using Pai.Jobs.Internal.Replay;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The values that a run was submitted with, with its secrets masked as in plans.</summary>
internal static class RunValues
{
    public static async Task<ValuesJson> ReadAsync(RunSource source, JobInfo run, CancellationToken cancellationToken)
    {
        var record = await source.Backend.ReadRecordAsync(run.Id, cancellationToken);
        var values = record.Values;
        var job = FileOf(record)?.Definition;
        var (files, codeBytes) = await MeasureAsync(record.Code, cancellationToken);
        return new(
            values.RecordName,
            [.. values.Parameters.Select(Parameter)],
            [
                .. values.Inputs.Select(i => new ChannelJson(
                    i.Key, "input", i.Value.ToString(), values.UploadedInputs.GetValueOrDefault(i.Key)?.ToString())),
                .. (run.Outputs ?? values.Outputs).Select(o => new ChannelJson(o.Key, "output", o.Value.ToString(), null)),
            ],
            new(record.Code?.Sha256, files, codeBytes, job?.Command.ToString()),
            record.Image ?? job?.Image,
            job?.InstanceType,
            [.. (job?.Environment ?? new Dictionary<string, EnvironmentValue>()).Select(Variable)]);
    }

    public static async Task<CSharpJson> WriteAsync(RunSource source, JobInfo run, CancellationToken cancellationToken)
    {
        var record = await source.Backend.ReadRecordAsync(run.Id, cancellationToken);
        var values = record.Values;
        var schema = (FileOf(record)?.Schema ?? []).ToDictionary(p => p.Name);
        var members = new List<(string, string)>();
        foreach (var (name, location) in values.Inputs.Concat(values.Outputs))
            members.Add((CSharpText.Property(name), CSharpText.Literal(location.ToString())));
        var notes = new List<string>();
        foreach (var (name, text) in values.Parameters)
        {
            if (Parameter(new(name, text)).Value != text) notes.Add($"{name} looks like a secret, and is left out.");
            else members.Add((CSharpText.Property(name), ValueOf(schema.GetValueOrDefault(name), text)));
        }

        return new(CSharpText.Write(values.RecordName, members, notes));
    }

    /// <summary>The files and bytes of code that is on this machine. Code on OSS is not downloaded for it.</summary>
    private static async Task<(int? Files, long? Bytes)> MeasureAsync(RecordedCode? code, CancellationToken cancellationToken)
    {
        if (code is null || !File.Exists(code.Source)) return default;
        try
        {
            return await CodeFiles.MeasureAsync(code, cancellationToken);
        }
        catch (Exception e) when (Outage.IsOne(e))
        {
            // The other values are shown without it.
            return default;
        }
    }

    private static JobFile? FileOf(RecordedJob record) =>
        record.Values.JobFile is { } json ? RecordedJobFile.Read(json) : null;

    private static string ValueOf(ParameterSchema? parameter, string text) => parameter?.Shape.Kind switch
    {
        null => Secret.TryParse(text, out _) ? SecretOf(text) : CSharpText.Value(text),
        ParameterKind.Secret => SecretOf(text),
        ParameterKind.Boolean or ParameterKind.Integer => CSharpText.Value(text),
        ParameterKind.Decimal when CSharpText.IsNumber(text) => text + "m",
        ParameterKind.Number when CSharpText.IsNumber(text) => text,
        // Other types have values that a person writes in more than one way: the string shows which is meant.
        _ => CSharpText.Literal(text),
    };

    private static ParameterJson Parameter(KeyValuePair<string, string> parameter)
    {
        var shown = SecretNames.Mask(parameter.Key, parameter.Value);
        return new(parameter.Key, shown, shown != parameter.Value || Secret.TryParse(parameter.Value, out _));
    }

    private static VariableJson Variable(KeyValuePair<string, EnvironmentValue> variable)
    {
        if (variable.Value.Secret is { } secret) return new(variable.Key, secret.ToString(), Masked: true);
        var text = variable.Value.Text ?? "";
        var shown = SecretNames.Mask(variable.Key, text);
        return new(variable.Key, shown, shown != text);
    }

    private static string SecretOf(string reference) => $"Secret.Parse({CSharpText.Literal(reference)})";
}
