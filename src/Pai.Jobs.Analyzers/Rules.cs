using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules. A message names the user's thing, the reason and the next action.</summary>
internal static class Rules
{
    private const string Record = "Pai.Jobs.Record";
    private const string Resources = "Pai.Jobs.Resources";
    private const string Channels = "Pai.Jobs.Channels";
    private const string Parameters = "Pai.Jobs.Parameters";
    private const string Command = "Pai.Jobs.Command";

    public static readonly DiagnosticDescriptor NotPartial = Error(RuleIds.NotPartial, Record, "A job record must be partial",
        "Add 'partial' to '{0}': the generator adds members to the job '{1}'", "The generator adds members to the record, so it and every type around it must be partial.");

    public static readonly DiagnosticDescriptor NotARecord = Error(RuleIds.NotARecord, Record, "A job must be a record",
        "'{0}' is not a record: write 'partial record' or 'partial record struct'", "A job is a value: the generator copies it with its parts changed, which only records can.");

    public static readonly DiagnosticDescriptor WrongKindOfRecord = Error(RuleIds.WrongKindOfRecord, Record, "A job record must be one that can be created and extended",
        "'{0}' is {1}, and cannot be a job: put [ProcessingJob] on a record that is not", "An abstract record cannot be created inside the container, and a file-local type cannot be extended by a generated file.");

    public static readonly DiagnosticDescriptor MemberNameTaken = Error(RuleIds.MemberNameTaken, Record, "A member has the name of a generated one",
        "'{0}' is the name of a member that the generator adds to '{1}': rename it", "The generator adds Definition, SubmitAsync, RunAsync, PlanAsync, AttachAsync and FromEnvironment.");

    public static readonly DiagnosticDescriptor PropertyNotSettable = Error(RuleIds.PropertyNotSettable, Record, "A channel or parameter must be readable and settable",
        "'{0}' cannot be {1} by '{2}': give it 'get' and 'init' that the record may use", "FromEnvironment rebuilds the record inside the container, so it must be able to set the property.");

    public static readonly DiagnosticDescriptor CannotBeRebuilt = Error(RuleIds.CannotBeRebuilt, Record, "A job record must be one that can be rebuilt",
        "'{0}' cannot be rebuilt inside the container: {1}", "FromEnvironment creates the record from its channels and parameters alone.");

    public static readonly DiagnosticDescriptor TwoRoles = Error(RuleIds.TwoRoles, Record, "A property is one channel or one parameter",
        "'{0}' is a channel or a parameter already: remove one of the attributes", "A property is an input, an output or a parameter, and only one of them.");

    public static readonly DiagnosticDescriptor WrongMember = Error(RuleIds.WrongMember, Record, "A channel or parameter must be an instance property",
        "'{0}' is {1}, and cannot be a channel or a parameter: use an instance property", "Channels and parameters are values of one job.");

    public static readonly DiagnosticDescriptor LanguageVersion = Error(RuleIds.LanguageVersion, Record, "Jobs need C# 10",
        "The language version is {0}, and the generated code needs C# 10: set <LangVersion> to 10.0 or later", "The generated code is written in C# 10.");

    public static readonly DiagnosticDescriptor NoChannel = Info(RuleIds.NoChannel, Record, "A job without any channel",
        "'{0}' has no [Input] and no [Output]: nothing that it makes is kept", "What a job writes outside its output channels is gone when it ends.");

    public static readonly DiagnosticDescriptor NotInAJob = Warning(RuleIds.NotInAJob, Record, "A channel or parameter outside a job",
        "'{0}' is in '{1}', which is no job and cannot be the base of one: add [ProcessingJob], or remove the attribute", "The attributes of channels and parameters do nothing outside a job.");

    public static readonly DiagnosticDescriptor NoImage = Warning(RuleIds.NoImage, Resources, "A job without an image",
        "'{0}' names no image: set Image or Framework, InstanceType = \"local\" for a job of this machine, or RunOptions.Image for each run", "A job without an image is refused when it is submitted.");

    public static readonly DiagnosticDescriptor InstanceCount = Error(RuleIds.InstanceCount, Resources, "A job needs at least one node",
        "InstanceCount is {0}: it must be 1 or more", "A job runs on one node or more.");

    public static readonly DiagnosticDescriptor ChannelName = Error(RuleIds.ChannelName, Channels, "The name of a channel is not valid",
        "\"{0}\" cannot name a channel: use letters, digits, '_', '-' and '.', starting with a letter or a digit, for instance \"{1}\"", "The name of a channel is a folder in the container.");

    public static readonly DiagnosticDescriptor DuplicateChannel = Error(RuleIds.DuplicateChannel, Channels, "Two channels cannot be told apart",
        "The channels \"{0}\" and \"{1}\" both become {2}: rename one", "The names of channels become environment variables, in which case and signs are lost.");

    public static readonly DiagnosticDescriptor ChannelType = Error(RuleIds.ChannelType, Channels, "The type of a channel is not one of a location",
        "'{0}' is of type '{1}', which cannot be an {2} channel: use OssUri, DataUri, NasUri, CpfsUri{3}", "A channel is a location of data.");

    public static readonly DiagnosticDescriptor MountPath = Error(RuleIds.MountPath, Channels, "A mount path must be absolute",
        "The mount path \"{0}\" is not absolute: start it with a slash, as in \"/data/corpus\"", "A mount path is a folder in the container.");

    public static readonly DiagnosticDescriptor Location = Error(RuleIds.Location, Channels, "A location does not fit the property",
        "\"{0}\" does not fit: {1}", "The text of an attribute is read as the property's type.");

    public static readonly DiagnosticDescriptor RequiredWithDefault = Warning(RuleIds.RequiredWithDefault, Channels, "A required channel with a default",
        "'{0}' has a default, so it is never missing: remove Required or DefaultUri", "A channel with a default is optional.");

    public static readonly DiagnosticDescriptor ParameterType = Error(RuleIds.ParameterType, Parameters, "The type of a parameter has no text form",
        "'{0}' is of type '{1}', which has no text form: use text, a number, bool, an enum, a date or time, Guid, Uri, or an array or list of these", "Parameters are passed as text.");

    public static readonly DiagnosticDescriptor DuplicateParameter = Error(RuleIds.DuplicateParameter, Parameters, "Two parameters cannot be told apart",
        "The parameters \"{0}\" and \"{1}\" both become {2}: rename one", "The names of parameters become environment variables, in which case and signs are lost.");

    public static readonly DiagnosticDescriptor ParameterName = Error(RuleIds.ParameterName, Parameters, "The name of a parameter is not valid",
        "\"{0}\" cannot name a parameter: use no white space, quotes or '='", "The name of a parameter is a command line option of the job's program.");

    public static readonly DiagnosticDescriptor ValidationAttribute = Error(RuleIds.ValidationAttribute, Parameters, "A validation attribute cannot check the parameter",
        "[{0}] {1}", "A validation attribute that does not fit the type would fail on every run.");

    public static readonly DiagnosticDescriptor EmptyCommand = Error(RuleIds.EmptyCommand, Command, "A job without a command",
        "The command is empty: name the program, as in \"python main.py\"", "A job runs one command.");

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> All { get; } = Index(
        NotPartial, NotARecord, WrongKindOfRecord, MemberNameTaken, PropertyNotSettable, CannotBeRebuilt, TwoRoles, WrongMember, LanguageVersion, NoChannel, NotInAJob,
        NoImage, InstanceCount,
        ChannelName, DuplicateChannel, ChannelType, MountPath, Location, RequiredWithDefault,
        ParameterType, DuplicateParameter, ParameterName, ValidationAttribute,
        EmptyCommand);

    public static ImmutableArray<DiagnosticDescriptor> Supported { get; } = ImmutableArray.CreateRange(All.Values);

    private static Dictionary<string, DiagnosticDescriptor> Index(params DiagnosticDescriptor[] rules)
    {
        var index = new Dictionary<string, DiagnosticDescriptor>();
        foreach (var rule in rules) index.Add(rule.Id, rule);
        return index;
    }

    private static DiagnosticDescriptor Error(string id, string category, string title, string message, string description) =>
        Create(id, category, title, message, description, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message, string description) =>
        Create(id, category, title, message, description, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string category, string title, string message, string description) =>
        Create(id, category, title, message, description, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string category, string title, string message, string description, DiagnosticSeverity severity) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description, RuleIds.HelpLink(id));
}
