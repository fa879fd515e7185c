using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of the record.</summary>
internal static class RecordRules
{
    public static readonly DiagnosticDescriptor NotPartial = Rule.Error(RuleIds.NotPartial, "A job record must be partial",
        "Add 'partial' to '{0}': the generator adds members to the job '{1}'",
        "The generator adds members to the record, so it and every type around it must be partial.");

    public static readonly DiagnosticDescriptor NotARecord = Rule.Error(RuleIds.NotARecord, "A job must be a record",
        "'{0}' is not a record: write 'partial record' or 'partial record struct'",
        "A job is a value: the generator copies it with its parts changed, which only records can.");

    public static readonly DiagnosticDescriptor WrongKindOfRecord = Rule.Error(
        RuleIds.WrongKindOfRecord, "A job record must be one that can be created and extended",
        "'{0}' is {1}, and cannot be a job: put [ProcessingJob] on a record that is not",
        "An abstract record cannot be created inside the container, and a file-local type cannot be extended by a generated file.");

    public static readonly DiagnosticDescriptor MemberNameTaken = Rule.Error(
        RuleIds.MemberNameTaken, "A member has the name of a generated one",
        "'{0}' is the name of a member that the generator adds to '{1}': rename it",
        "The generator adds Outputs, Definition, AttachAsync and FromEnvironment, or, where the record uses such a name itself, JobOutputs, "
            + "JobDefinition, AttachJobAsync and FromJobEnvironment.");

    public static readonly DiagnosticDescriptor PropertyNotSettable = Rule.Error(
        RuleIds.PropertyNotSettable, "A channel or parameter must be readable and settable",
        "'{0}' cannot be {1} by '{2}': give it 'get' and 'init' that the record may use",
        "FromEnvironment rebuilds the record inside the container, so it must be able to set the property.");

    public static readonly DiagnosticDescriptor CannotBeRebuilt = Rule.Error(
        RuleIds.CannotBeRebuilt, "A job record must be one that can be rebuilt",
        "'{0}' cannot be rebuilt inside the container: {1}", "FromEnvironment creates the record from its channels and parameters alone.");

    public static readonly DiagnosticDescriptor TwoRoles = Rule.Error(RuleIds.TwoRoles, "A property is one channel or one parameter",
        "'{0}' is a channel or a parameter already: remove one of the attributes",
        "A property is an input, an output or a parameter, and only one of them.");

    public static readonly DiagnosticDescriptor WrongMember = Rule.Error(
        RuleIds.WrongMember, "A channel or parameter must be an instance property",
        "'{0}' is {1}, and cannot be a channel or a parameter: use an instance property", "Channels and parameters are values of one job.");

    public static readonly DiagnosticDescriptor LanguageVersion = Rule.Error(RuleIds.LanguageVersion, "Jobs need C# 11",
        "The language version is {0}, and the generated code needs C# 11: set <LangVersion> to 11.0 or later",
        "The generated code is written in C# 11.");

    public static readonly DiagnosticDescriptor NoChannel = Rule.Info(RuleIds.NoChannel, "A job without any channel",
        "'{0}' has no [Input] and no [Output]: nothing that it makes is kept",
        "What a job writes outside its output channels is gone when it ends.");

    public static readonly DiagnosticDescriptor NotInAJob = Rule.Warning(RuleIds.NotInAJob, "A channel or parameter outside a job",
        "'{0}' is in '{1}', where nothing reads the attribute: {2}, or remove it",
        "The attributes of channels and parameters do nothing outside a job.");

    public static readonly DiagnosticDescriptor NotSeen = Rule.Error(RuleIds.NotSeen, "A job depends on the code of another generator",
        "{0} comes from another source generator, whose code the generator of jobs cannot see: declare it in the project's own files, "
            + "or in a project that this one references",
        "Source generators run side by side, and none sees what another adds to the same project.");

    public static DiagnosticDescriptor[] All =>
        [NotPartial, NotARecord, WrongKindOfRecord, MemberNameTaken, PropertyNotSettable, CannotBeRebuilt, TwoRoles, WrongMember,
            LanguageVersion, NoChannel, NotInAJob, NotSeen];
}
