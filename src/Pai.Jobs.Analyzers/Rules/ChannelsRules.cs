using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of channels.</summary>
internal static class ChannelsRules
{
    public static readonly DiagnosticDescriptor ChannelName = Rule.Error(RuleIds.ChannelName, "The name of a channel is not valid",
        "\"{0}\" cannot name a channel: use letters, digits, '_', '-' and '.', starting with a letter or a digit, for instance \"{1}\"",
        "The name of a channel is a folder in the container.");

    public static readonly DiagnosticDescriptor DuplicateChannel = Rule.Error(RuleIds.DuplicateChannel, "Two channels cannot be told apart",
        "The channels \"{0}\" of '{3}' and \"{1}\" of '{4}' both become {2}: rename one",
        "The names of channels become environment variables, in which case and signs are lost.");

    public static readonly DiagnosticDescriptor ChannelType = Rule.Error(
        RuleIds.ChannelType, "The type of a channel is not one of a location",
        "'{0}' is of type '{1}', which cannot be an {2} channel: use OssUri, DataLocation, NasUri, CpfsUri{3}",
        "A channel is a location of data.");

    public static readonly DiagnosticDescriptor MountPath = Rule.Error(RuleIds.MountPath, "A mount path must be an absolute path",
        "The mount path \"{0}\" {1}", "A mount path is a folder in the container.");

    public static readonly DiagnosticDescriptor Location = Rule.Error(RuleIds.Location, "A location does not fit the property",
        "The location does not fit: {0}{1}", "The text of an attribute is read as the property's type.");

    public static readonly DiagnosticDescriptor RequiredWithDefault = Rule.Warning(
        RuleIds.RequiredWithDefault, "A required channel with a default",
        "'{0}' has a default, so it is never missing: remove Required or DefaultUri", "A channel with a default is optional.");

    public static readonly DiagnosticDescriptor MountOverlap = Rule.Error(RuleIds.MountOverlap, "Mount paths overlap",
        "'{0}' is mounted at {1}, which overlaps with {2} at {3}: give it a path of its own",
        "One mount would hide the other, or the code and the parameters of the job.");

    public static readonly DiagnosticDescriptor SameLocation = Rule.Error(RuleIds.SameLocation, "Two channels are at the same place",
        "'{0}' is at \"{1}\", where {2} is too: the job would write over it", "What a job writes to an output replaces what is there.");

    public static readonly DiagnosticDescriptor ReadWriteInput = Rule.Info(RuleIds.ReadWriteInput, "An input that the job may write to",
        "What the job writes to '{0}' changes the input data itself: use an [Output], unless that is what you want",
        "A second run then starts from what the first one left.");

    public static readonly DiagnosticDescriptor MountSettings = Rule.Error(
        RuleIds.MountSettings, "The mount settings do not fit the channel",
        "{0}", "Mount options are for data on OSS, and versions are for data sets.");

    public static DiagnosticDescriptor[] All =>
    [
        ChannelName, DuplicateChannel, ChannelType, MountPath, Location, RequiredWithDefault, MountOverlap, SameLocation, ReadWriteInput,
        MountSettings,
    ];
}
