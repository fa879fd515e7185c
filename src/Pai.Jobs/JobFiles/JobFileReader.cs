using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;
using static Pai.Jobs.Internal.JobFiles.JobFileData;

namespace Pai.Jobs.Internal.JobFiles;

/// <summary>Reads a job file: its shape by the serializer, then all of its values, with every problem that they have.</summary>
internal sealed class JobFileReader
{
    private readonly List<string> _problems = [];
    private readonly string _folder;

    private JobFileReader(string folder) => _folder = folder;

    /// <exception cref="JobException">The content is of another version or wrong.</exception>
    public static JobFile Read(string json, string source, string folder)
    {
        JobFileData data;
        try
        {
            CheckVersion(json, source);
            data = JsonSerializer.Deserialize(json, JobFileJson.Readable.JobFileData) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new JobException($"{source} is not a job file: {e.Message}", e);
        }

        var reader = new JobFileReader(folder);
        var file = reader.Read(data);
        if (reader._problems.Count == 0) return file!;
        throw new JobException(
            $"{source} is not a valid job file, for {reader._problems.Count} reason(s):"
            + string.Concat(reader._problems.Select(p => $"\n  - {p}")));
    }

    private static void CheckVersion(string json, string source)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("It must hold a JSON object.");
        if (!document.RootElement.TryGetProperty("version", out var version))
            throw new JsonException("It has no \"version\".");
        if (version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == CurrentVersion) return;
        throw new JobException(
            $"{source} has the version {version.GetRawText()} of the format; this library reads version {CurrentVersion}. "
            + "Use the version of Pai.Jobs that wrote it, or a newer one.");
    }

    private JobFile? Read(JobFileData data)
    {
        var command = Read(data.Command);
        if (data.Record.Length == 0) Problem("$.record", "is empty.");
        if (data.BaseJobName.Length == 0) Problem("$.baseJobName", "is empty.");
        CheckNames("inputs", data.Inputs?.Select(i => i?.Name));
        CheckNames("outputs", data.Outputs?.Select(o => o?.Name));
        CheckNames("parameters", data.Parameters?.Select(p => p?.Name));
        CheckStrings("$.requirements", data.Requirements);
        CheckStrings("$.labels", data.Labels?.Values);
        CheckStrings("$.settings", data.Settings?.Values);
        if (data.InstanceCount < 1) Problem("$.instanceCount", $"is {data.InstanceCount}; it must be 1 or more.");
        if (data.MaxRunTimeSeconds < 1) Problem("$.maxRunTimeSeconds", $"is {data.MaxRunTimeSeconds}; it must be 1 or more.");
        var environment = ReadEnvironment(data.Environment);
        var retry = Read(data.Retry);
        var options = Read(data.Options);
        var outputPath = Location("$.outputPath", data.OutputPath)?.ToString();
        var inputs = Each(data.Inputs, (input, i) => Location($"$.inputs[{i}].location", input.Location));
        var outputs = Each(data.Outputs, (output, i) => Location($"$.outputs[{i}].location", output.Location));
        var parameters = Each(data.Parameters, Read);
        var schema = Each(data.Parameters, (p, i) => ReadSchema(p, $"$.parameters[{i}]"));
        if (command is null || _problems.Count > 0) return null;

        var values = new JobValues(new(data.Record, command)
        {
            BaseJobName = data.BaseJobName,
            SourceDir = FullPath(data.SourceDir),
            SourceProject = FullPath(data.SourceProject),
            Image = data.Image,
            Framework = data.Framework,
            FrameworkVersion = data.FrameworkVersion,
            Accelerator = data.Accelerator ?? default,
            InstanceType = data.InstanceType,
            InstanceCount = data.InstanceCount ?? 1,
            JobType = data.JobType ?? default,
            MaxRunTimeSeconds = data.MaxRunTimeSeconds ?? 0,
            OutputPath = outputPath,
            Requirements = data.Requirements ?? [],
            Environment = environment,
            Labels = data.Labels ?? [],
            Settings = data.Settings ?? [],
            UserVpc = data.UserVpc is { } vpc
                ? new()
                {
                    VpcId = vpc.VpcId,
                    SecurityGroupId = vpc.SecurityGroupId,
                    SwitchId = vpc.SwitchId,
                    ExtendedCidrs = vpc.ExtendedCidrs ?? [],
                }
                : null,
            Spot = data.Spot is { } spot
                ? new() { Strategy = spot.Strategy, DiscountLimit = spot.DiscountLimit, PriceLimit = spot.PriceLimit }
                : null,
            Priority = data.Priority ?? 0,
            ResourceId = data.ResourceId,
            ResourceType = data.ResourceType ?? default,
            Description = data.Description,
            Retry = retry,
            Inputs = Each(data.Inputs, (input, _) => new InputDefinition(input.Name)
            {
                Required = input.Required ?? false,
                DefaultUri = input.DefaultUri,
                MountAccess = input.MountAccess ?? default,
                MountPath = input.MountPath,
                MountOptions = input.MountOptions,
                DatasetVersion = input.DatasetVersion,
            }),
            Outputs = Each(data.Outputs, (output, _) => new OutputDefinition(output.Name)
            {
                Uri = output.DefaultUri,
                MountOptions = output.MountOptions,
                DatasetVersion = output.DatasetVersion,
                Append = output.Append ?? false,
                IsCheckpoint = output.Checkpoint ?? false,
            }),
            Parameters = Each(data.Parameters, (parameter, _) => new ParameterDefinition(parameter.Name)
            {
                Description = parameter.Description,
                IsSecret = parameter.Type.Kind == ParameterKind.Secret,
            }),
        });
        for (var i = 0; i < inputs.Count; i++) values.Input(data.Inputs![i].Name, inputs[i]);
        for (var i = 0; i < outputs.Count; i++) values.Output(data.Outputs![i].Name, outputs[i]);
        // What is wrong with a value is a problem of the job: the plan has it, as that of the record would.
        for (var i = 0; i < schema.Count; i++) values.Add(schema[i], parameters[i]);
        return new(values, options, schema);
    }

    private JobCommand? Read(CommandData command)
    {
        if (command is { Shell: { } shell, Exec: null }) return JobCommand.Shell(shell);
        if (command is { Shell: null, Exec: { Count: > 0 } exec } && exec.All(a => a is not null)) return JobCommand.Exec(exec);
        Problem("$.command", "must have either \"shell\", a string, or \"exec\", the program and its arguments.");
        return null;
    }

    private Dictionary<string, EnvironmentValue> ReadEnvironment(Dictionary<string, EnvironmentData>? data)
    {
        var environment = new Dictionary<string, EnvironmentValue>(StringComparer.Ordinal);
        foreach (var (name, value) in data ?? [])
        {
            var at = $"$.environment.{name}";
            if (value is { Value: { } text, Secret: null }) environment[name] = EnvironmentValue.FromString(text);
            else if (value is { Value: null, Secret: { } reference })
            {
                if (Reference($"{at}.secret", reference) is { } secret) environment[name] = EnvironmentValue.FromSecret(secret);
            }
            else Problem(at, "must have either \"value\" or \"secret\".");
        }

        return environment;
    }

    private ParameterValue? Read(ParameterData parameter, int index)
    {
        var at = $"$.parameters[{index}]";
        var isSecret = parameter.Type.Kind == ParameterKind.Secret;
        if (isSecret && parameter.Value is not null) Problem($"{at}.value", "is the value of a secret; write its reference as \"secret\".");
        if (!isSecret && parameter.Secret is not null) Problem($"{at}.secret", "is for a parameter of the kind \"Secret\" only.");
        if (isSecret)
            return parameter.Secret is { } reference && Reference($"{at}.secret", reference) is { } secret
                ? new(parameter.Name) { Secret = secret }
                : null;
        return parameter.Value is { } text ? new(parameter.Name, text) : null;
    }

    private ParameterSchema ReadSchema(ParameterData parameter, string at)
    {
        var shape = Read(parameter.Type, $"{at}.type");
        for (var i = 0; i < (parameter.Checks?.Count ?? 0); i++)
        {
            var position = $"{at}.checks[{i}]";
            if (parameter.Checks![i] is { } rule)
                CheckRuleReader.Read(rule, shape, (member, text) => Problem(member.Length == 0 ? position : $"{position}.{member}", text));
            else
                Problem(position, "is null; it must be an object.");
        }

        return new(parameter.Name, shape)
        {
            IsRequired = parameter.Required ?? false,
            Default = parameter.Default,
            Rules = parameter.Rules ?? [],
            Checks = parameter.Checks ?? [],
            Description = parameter.Description,
        };
    }

    private ParameterShape Read(TypeData type, string at)
    {
        if (type.Kind == ParameterKind.List != (type.Element is not null))
            Problem(at, "must have an \"element\" if it is a List, and only then.");
        return new(type.Kind, type.Form)
        {
            Members = type.Members ?? [],
            Names = type.Names ?? [],
            Element = type.Element is { } element ? Read(element, $"{at}.element") : null,
        };
    }

    private RetryOptions? Read(RetryData? data)
    {
        if (data is null) return null;
        var standard = new RetryOptions();
        var retry = new RetryOptions
        {
            OutOfStock = Rule(data.OutOfStock, standard.OutOfStock),
            Preempted = Rule(data.Preempted, standard.Preempted),
            NodeFault = Rule(data.NodeFault, standard.NodeFault),
            OwnError = Rule(data.OwnError, standard.OwnError),
            MaxQueueTime = data.MaxQueueTime,
            FallbackInstanceTypes = data.FallbackInstanceTypes ?? [],
            OnDemandAfterSpot = data.OnDemandAfterSpot ?? false,
            ReuseOutputs = data.ReuseOutputs ?? false,
        };
        try
        {
            retry.Check("$.retry");
        }
        catch (ArgumentException e)
        {
            _problems.Add(e.Message);
        }

        return retry;

        static RetryRule Rule(RetryRuleData? rule, RetryRule standard) => rule is null
            ? standard
            : new() { MaxRetries = rule.MaxRetries, Delay = rule.Delay, LongestDelay = rule.LongestDelay, TotalTime = rule.TotalTime };
    }

    private RunOptions Read(OptionsData? data) => new()
    {
        JobName = data?.JobName,
        SubmitKey = data?.SubmitKey,
        CodeSourceId = data?.CodeSourceId,
        MaxCost = ReadMoney("$.options.maxCost", data?.MaxCost),
        KeepLog = data?.KeepLog ?? false,
        PassBaggage = data?.PassBaggage ?? false,
        NodeResources = data?.NodeResources is { } node
            ? new()
            {
                Cpu = node.Cpu,
                MemoryGiB = node.MemoryGiB,
                Gpu = node.Gpu ?? 0,
                GpuType = node.GpuType,
                SharedMemoryGiB = node.SharedMemoryGiB,
            }
            : null,
        RegistryCredentials = data?.Registry is { } registry
            && Reference("$.options.registry.passwordSecret", registry.PasswordSecret) is { } password
            ? new() { Registry = registry.Registry, Username = registry.Username, Password = password }
            : null,
    };

    private Money? ReadMoney(string at, string? text)
    {
        if (text is null) return null;
        if (Money.TryParse(text, out var money)) return money;
        Problem(at, $"is \"{text}\"; it must be an amount with a currency, as in \"50 CNY\".");
        return null;
    }

    private DataLocation? Location(string at, string? text)
    {
        if (text is null) return null;
        if (!DataLocation.TryParse(text, out var location, out var problem))
        {
            Problem(at, problem);
            return null;
        }

        return location is LocalPath path ? LocalPath.Parse(Path.GetFullPath(path.ToString(), _folder)) : location;
    }

    private Secret? Reference(string at, string text)
    {
        const string FilePrefix = "file:";
        if (Secret.TryParse(text, out var secret))
        {
            return text.StartsWith(FilePrefix, StringComparison.Ordinal)
                ? Secret.FromFile(Path.GetFullPath(text[FilePrefix.Length..], _folder))
                : secret;
        }

        Problem(at, "is not a reference to a secret (env:NAME, file:PATH or user-secrets:ID#KEY).");
        return null;
    }

    [return: NotNullIfNotNull(nameof(source))]
    private string? FullPath(string? source) =>
        source is null || source.Contains("://", StringComparison.Ordinal) ? source : Path.GetFullPath(source, _folder);

    private void CheckNames(string list, IEnumerable<string?>? names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var name in names ?? [])
        {
            if (string.IsNullOrEmpty(name)) Problem($"$.{list}[{i}]", "has no name.");
            else if (!seen.Add(name)) Problem($"$.{list}[{i}].name", $"\"{name}\" is there twice.");
            i++;
        }
    }

    private void CheckStrings(string at, IEnumerable<string?>? strings)
    {
        if (strings?.Any(s => s is null) ?? false) Problem(at, "has a null where a string belongs.");
    }

    private static List<TResult> Each<T, TResult>(List<T>? items, Func<T, int, TResult> read)
        where T : class => [.. (items ?? []).Where(item => item is not null).Select(read)];

    private void Problem(string at, string message) => _problems.Add($"{at} {message}");
}
