using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>
/// Reads <c>OPERATION:FAULT[:NAME=VALUE]...</c>: the operation by the service's name or <c>*</c>, the fault, and with which requests it
/// happens.
/// </summary>
internal static class FaultSpec
{
    private static readonly Dictionary<string, (string[] Names, Func<FaultValues, Fault> Create)> s_faults = new(StringComparer.Ordinal)
    {
        ["delay"] = (["time"], v => Fault.Delay(v.Time("time", "1s"))),
        ["reset-before-headers"] = ([], _ => Fault.ResetBeforeHeaders()),
        ["reset-after-headers"] = ([], _ => Fault.ResetAfterHeaders()),
        ["reset-mid-body"] = (["bytes"], v => Fault.ResetMidBody(v.Number("bytes"))),
        ["reset-mid-upload"] = (["bytes"], v => Fault.ResetMidUpload(v.Number("bytes"))),
        ["lose-answer"] = ([], _ => Fault.LoseAnswer()),
        ["internal-error"] = (["html"], v => Fault.InternalError(isXml: !v.Flag("html"))),
        ["unavailable"] = (["html"], v => Fault.ServiceUnavailable(isXml: !v.Flag("html"))),
        ["error"] = (["status", "code", "html"], v => Fault.Error(v.Status(), v.Text("code") ?? "InternalError", isXml: !v.Flag("html"))),
        ["throttle"] = (["time"], v => Fault.Throttle(v.Time("time", "1s"))),
        ["expired-token"] = ([], _ => Fault.ExpiredToken()),
        ["corrupt-upload"] = (["position"], v => Fault.CorruptUpload(v.Number("position"))),
        ["corrupt-download"] = (["position"], v => Fault.CorruptDownload(v.Number("position"))),
        ["wrong-crc"] = ([], _ => Fault.WrongCrc()),
        ["slow-drip"] = (["bytes", "time"], v => Fault.SlowDrip(Math.Max(v.Whole("bytes") ?? 1024, 1), v.Time("time", "1s"))),
    };

    private static readonly string[] s_ruleNames =
        ["probability", "count", "skip", "method", "bucket", "key", "prefix", "part", "job"];

    /// <exception cref="UsageException">It is not understood.</exception>
    public static FaultRule Parse(string spec)
    {
        var parts = spec.Split(':');
        if (parts.Length < 2) throw Wrong(spec, "has no fault. Write OPERATION:FAULT, for instance GetObject:unavailable");
        if (!s_faults.TryGetValue(parts[1], out var fault))
        {
            var near = Near(parts[1], s_faults.Keys);
            throw Wrong(spec, $"has no known fault \"{parts[1]}\"{near}. There are {string.Join(", ", s_faults.Keys)}");
        }

        var values = FaultValues.Read(spec, parts.AsSpan(2), [.. s_ruleNames, .. fault.Names]);
        return new(fault.Create(values))
        {
            Operation = parts[0] is "*" ? null : OperationOf(spec, parts[0]),
            Probability = values.Probability(),
            Count = values.Whole("count"),
            Skip = values.Whole("skip") ?? 0,
            Method = values.Text("method"),
            Bucket = values.Text("bucket"),
            Key = values.Text("key"),
            KeyPrefix = values.Text("prefix"),
            PartNumber = values.Whole("part"),
            JobId = values.Text("job"),
        };
    }

    public static UsageException Wrong(string spec, string problem) => new($"\"{spec}\" (--fault) {problem}.");

    /// <summary>The nearest name, for a message.</summary>
    public static string Near(string value, IEnumerable<string> names) =>
        NearestName.Find(value, names) is { } near ? $": did you mean {near}?" : "";

    private static EmulatedOperation OperationOf(string spec, string name)
    {
        if (Enum.TryParse<EmulatedOperation>(name, ignoreCase: true, out var operation) && !char.IsAsciiDigit(name[0])) return operation;
        var near = Near(name, Enum.GetNames<EmulatedOperation>());
        throw Wrong(spec, $"has no known operation \"{name}\"{near}. Write a name such as PutObject or CreateJob, or * for all");
    }
}

/// <summary>The values of a fault and its rule.</summary>
internal sealed class FaultValues
{
    private readonly string _spec;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private FaultValues(string spec) => _spec = spec;

    public static FaultValues Read(string spec, ReadOnlySpan<string> parts, string[] names)
    {
        var values = new FaultValues(spec);
        foreach (var part in parts)
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw FaultSpec.Wrong(spec, $"has \"{part}\", which does not have the form NAME=VALUE");
            var name = part[..at];
            if (!names.Contains(name))
            {
                var near = FaultSpec.Near(name, names);
                throw FaultSpec.Wrong(spec, $"has no known value \"{name}\"{near}. There are {string.Join(", ", names)}");
            }

            if (!values._values.TryAdd(name, part[(at + 1)..])) throw FaultSpec.Wrong(spec, $"has \"{name}\" twice");
        }

        return values;
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw Wrong(name, other, "true or false"),
    };

    public TimeSpan Time(string name, string usual) => TimeText.Duration(Text(name) ?? usual, $"{name} of --fault");

    public long? Number(string name) => Text(name) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(name, text, "a number from 0 up");

    public int? Whole(string name) => Number(name) is not { } number
        ? null
        : number <= int.MaxValue ? (int)number : throw Wrong(name, Text(name)!, "a number from 0 to 2147483647");

    public int Status() => (Whole("status") ?? 500) is >= 300 and <= 599 and var status
        ? status
        : throw Wrong("status", Text("status")!, "300 to 599");

    public double Probability() => Text("probability") is not { } text
        ? 1
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1
            ? number
            : throw Wrong("probability", text, "a number from 0 to 1");

    private UsageException Wrong(string name, string value, string range) =>
        FaultSpec.Wrong(_spec, $"has {name}={value}; it must be {range}");
}
