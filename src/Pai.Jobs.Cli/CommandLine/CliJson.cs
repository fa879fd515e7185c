using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pai.Jobs.Cli.Catalog;
using Pai.Jobs.Cli.Jobs;
using Pai.Jobs.Cli.Run;
using Pai.Jobs.Cli.Setup;
using Pai.Jobs.Cli.Storage;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The data of <c>--output json</c>, as docs/cli.md has it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<BatchJson>))]
[JsonSerializable(typeof(IReadOnlyList<JobJson>))]
[JsonSerializable(typeof(IReadOnlyList<EventJson>))]
[JsonSerializable(typeof(IReadOnlyList<MetricJson>))]
[JsonSerializable(typeof(IReadOnlyList<OutputFileJson>))]
[JsonSerializable(typeof(IReadOnlyList<CheckJson>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(LineJson))]
[JsonSerializable(typeof(ReplayJson))]
[JsonSerializable(typeof(IReadOnlyList<ObjectJson>))]
[JsonSerializable(typeof(TransferJson))]
[JsonSerializable(typeof(IReadOnlyList<RemovalJson>))]
[JsonSerializable(typeof(SignedJson))]
[JsonSerializable(typeof(ImageJson))]
[JsonSerializable(typeof(IReadOnlyList<ImageJson>))]
[JsonSerializable(typeof(IReadOnlyList<InstanceTypeJson>))]
[JsonSerializable(typeof(RefreshJson))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string?>))]
[JsonSerializable(typeof(ExplanationJson))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Strings stay readable: the output is for a terminal or a program, and never part of a page.</summary>
    private static readonly CliJson s_indented = Create(isIndented: true);

    private static readonly CliJson s_line = Create(isIndented: false);

    /// <summary>Writes one object or one array.</summary>
    public static void Write<T>(T value) => Console.Out.WriteLine(Format(value));

    /// <summary>One object or one array as a string.</summary>
    public static string Format<T>(T value) => JsonSerializer.Serialize(value, TypeOf<T>(s_indented));

    /// <summary>Writes one object on one line, for a list that has no end yet.</summary>
    public static void WriteLine<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, TypeOf<T>(s_line)));

    private static CliJson Create(bool isIndented) => new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = isIndented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static JsonTypeInfo<T> TypeOf<T>(CliJson context) => (JsonTypeInfo<T>)context.GetTypeInfo(typeof(T))!;
}
