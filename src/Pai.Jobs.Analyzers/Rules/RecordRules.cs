using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of the record.</summary>
internal static class RecordRules
{
    public static readonly DiagnosticDescriptor NotPartial = Rule.Error(RuleIds.NotPartial, "Job record is not partial",
        "'{0}' is not partial, so the generator cannot add members to the job '{1}': add 'partial'",
        "The generator adds members to the record, so the record and every type around it must be partial.");

    public static readonly DiagnosticDescriptor NotARecord = Rule.Error(RuleIds.NotARecord, "Job is not a record",
        "'{0}' is not a record: declare it as 'partial record' or 'partial record struct'",
        "The generated code copies a job with some of its values changed, which only records support.");

    public static readonly DiagnosticDescriptor WrongKindOfRecord = Rule.Error(
        RuleIds.WrongKindOfRecord, "Job record is abstract or file-local",
        "'{0}' is {1} and cannot be a job: move [ProcessingJob] to a record that is neither abstract nor file-local",
        "An abstract record cannot be created inside the container, and a file-local type cannot be extended by a generated file.");

    public static readonly DiagnosticDescriptor MemberNameTaken = Rule.Error(
        RuleIds.MemberNameTaken, "Member name conflicts with a generated member",
        "'{0}' is also the name of a member that the generator adds to '{1}': rename your member",
        "The generator adds Outputs, Definition, AttachAsync and FromEnvironment. If the record uses such a name itself, it adds "
            + "JobOutputs, JobDefinition, AttachJobAsync or FromJobEnvironment.");

    public static readonly DiagnosticDescriptor PropertyNotSettable = Rule.Error(
        RuleIds.PropertyNotSettable, "Channel or parameter cannot be read or set",
        "'{0}' cannot be {1}: {2}",
        "The record's values are read when it is submitted, and FromEnvironment sets them again inside the container.");

    public static readonly DiagnosticDescriptor CannotBeRebuilt = Rule.Error(
        RuleIds.CannotBeRebuilt, "Job record cannot be created in the container",
        "'{0}' cannot be created inside the container: {1}",
        "FromEnvironment creates the record from its channels and parameters alone.");

    public static readonly DiagnosticDescriptor TwoRoles = Rule.Error(
        RuleIds.TwoRoles, "Property has more than one channel or parameter attribute",
        "'{0}' already is a channel or a parameter: remove one of the attributes",
        "A property is either an input, an output or a parameter.");

    public static readonly DiagnosticDescriptor WrongMember = Rule.Error(
        RuleIds.WrongMember, "Channel or parameter is not an instance property",
        "'{0}' is {1} and cannot be a channel or a parameter: use an instance property",
        "Channels and parameters are values of a single job.");

    public static readonly DiagnosticDescriptor LanguageVersion = Rule.Error(
        RuleIds.LanguageVersion, "C# version is older than 11",
        "The language version is {0}, but the generated code needs C# 11: set <LangVersion> to 11.0 or later",
        "The generated code uses C# 11.");

    public static readonly DiagnosticDescriptor NoChannel = Rule.Info(RuleIds.NoChannel, "Job has no channels",
        "'{0}' has neither [Input] nor [Output], so its results are lost when it ends: add an output",
        "Files that a job writes outside its output channels are deleted when it ends.");

    public static readonly DiagnosticDescriptor NotInAJob = Rule.Warning(
        RuleIds.NotInAJob, "Channel or parameter attribute has no effect outside a job",
        "The attribute of '{0}' has no effect in '{1}', which is not a job: {2}, or remove the attribute",
        "[Input], [Output], [Checkpoint] and [Parameter] are read only on the properties of a record with [ProcessingJob].");

    public static readonly DiagnosticDescriptor NotSeen = Rule.Error(
        RuleIds.NotSeen, "Job depends on code from another source generator",
        "{0} comes from another source generator, whose output the job generator cannot see: declare it in a file of this project, "
            + "or in a referenced project",
        "Source generators run independently: none sees the code that another adds to the same project.");

    public static DiagnosticDescriptor[] All =>
        [NotPartial, NotARecord, WrongKindOfRecord, MemberNameTaken, PropertyNotSettable, CannotBeRebuilt, TwoRoles, WrongMember,
            LanguageVersion, NoChannel, NotInAJob, NotSeen];
}
