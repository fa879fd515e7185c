using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of channels.</summary>
internal static class ChannelsRules
{
    public static readonly DiagnosticDescriptor ChannelName = Rule.Error(RuleIds.ChannelName, "Invalid channel name",
        "\"{0}\" is not a valid channel name: use letters, digits, '_', '-' and '.', starting with a letter or a digit, such as \"{1}\"",
        "The name of a channel is the name of a folder in the container.");

    public static readonly DiagnosticDescriptor DuplicateChannel = Rule.Error(
        RuleIds.DuplicateChannel, "Channel names map to the same environment variable",
        "The channels \"{0}\" of '{3}' and \"{1}\" of '{4}' both become {2}: rename one",
        "A channel's name becomes an environment variable, in upper case and with '_' for every other character.");

    public static readonly DiagnosticDescriptor ChannelType = Rule.Error(
        RuleIds.ChannelType, "Channel type is not a location type",
        "'{0}' is of type '{1}', which cannot be an {2} channel: use OssUri, DataLocation, NasUri, CpfsUri{3}",
        "A channel holds the location of data.");

    public static readonly DiagnosticDescriptor MountPath = Rule.Error(RuleIds.MountPath, "Invalid mount path",
        "The mount path \"{0}\" {1}", "A mount path is the absolute path of a folder in the container.");

    public static readonly DiagnosticDescriptor Location = Rule.Error(
        RuleIds.Location, "Location does not match the property type",
        "The location is not valid for the property: {0}{1}", "The string in the attribute is parsed as the property's type.");

    public static readonly DiagnosticDescriptor RequiredWithDefault = Rule.Warning(
        RuleIds.RequiredWithDefault, "Required channel has a default",
        "'{0}' is required but has a default: remove Required or DefaultUri", "A channel with a default is never missing.");

    public static readonly DiagnosticDescriptor MountOverlap = Rule.Error(RuleIds.MountOverlap, "Mount paths overlap",
        "'{0}' is mounted at {1}, which overlaps with {2} at {3}: give it a path of its own",
        "One mount hides the other, or the code and the parameters of the job.");

    public static readonly DiagnosticDescriptor SameLocation = Rule.Error(
        RuleIds.SameLocation, "Output has the same location as another channel",
        "'{0}' writes to \"{1}\", which is also the location of {2}: give the output a location of its own",
        "A job overwrites the data at the location of its output.");

    public static readonly DiagnosticDescriptor ReadWriteInput = Rule.Info(RuleIds.ReadWriteInput, "Input is writable",
        "The job can change the input data of '{0}' itself: remove MountAccess and write to an [Output], unless this is intended",
        "A second run then starts with the data that the first run left.");

    public static readonly DiagnosticDescriptor MountSettings = Rule.Error(
        RuleIds.MountSettings, "Mount settings do not match the channel",
        "{0}", "Mount options apply only to data on OSS, and versions apply only to datasets.");

    public static DiagnosticDescriptor[] All =>
    [
        ChannelName, DuplicateChannel, ChannelType, MountPath, Location, RequiredWithDefault, MountOverlap, SameLocation, ReadWriteInput,
        MountSettings,
    ];
}
