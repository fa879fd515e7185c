using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The data of the console's addresses. The default encoder: what a job wrote cannot end a string or a tag.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(AboutJson))]
[JsonSerializable(typeof(TicketRequestJson))]
[JsonSerializable(typeof(TicketJson))]
[JsonSerializable(typeof(RunsJson))]
[JsonSerializable(typeof(RunJson))]
[JsonSerializable(typeof(GoneJson))]
[JsonSerializable(typeof(SourceChangeJson))]
[JsonSerializable(typeof(RunDetailsJson))]
[JsonSerializable(typeof(EventsJson))]
[JsonSerializable(typeof(MetricsJson))]
[JsonSerializable(typeof(OutputsJson))]
[JsonSerializable(typeof(TreeJson))]
[JsonSerializable(typeof(PreviewJson))]
[JsonSerializable(typeof(ValuesJson))]
[JsonSerializable(typeof(CSharpJson))]
[JsonSerializable(typeof(DiffJson))]
[JsonSerializable(typeof(FormJson))]
[JsonSerializable(typeof(RunRequestJson))]
[JsonSerializable(typeof(ReplayRequestJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(SubmittedJson))]
[JsonSerializable(typeof(LogJson))]
[JsonSerializable(typeof(LogLinesJson))]
[JsonSerializable(typeof(LogCountsJson))]
[JsonSerializable(typeof(LogPlaceJson))]
[JsonSerializable(typeof(LogMatchJson))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
