using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of channels.</summary>
internal static class ChannelsRules
{
    public static readonly DiagnosticDescriptor ChannelName = Rule.Error(RuleIds.ChannelName, "The name of a channel is not valid",
        "\"{0}\" cannot name a channel: use letters, digits, '_', '-' and '.', starting with a letter or a digit, for instance \"{1}\"", "The name of a channel is a folder in the container.");

    public static readonly DiagnosticDescriptor DuplicateChannel = Rule.Error(RuleIds.DuplicateChannel, "Two channels cannot be told apart",
        "The channels \"{0}\" and \"{1}\" both become {2}: rename one", "The names of channels become environment variables, in which case and signs are lost.");

    public static readonly DiagnosticDescriptor ChannelType = Rule.Error(RuleIds.ChannelType, "The type of a channel is not one of a location",
        "'{0}' is of type '{1}', which cannot be an {2} channel: use OssUri, DataUri, NasUri, CpfsUri{3}", "A channel is a location of data.");

    public static readonly DiagnosticDescriptor MountPath = Rule.Error(RuleIds.MountPath, "A mount path must be absolute",
        "The mount path \"{0}\" is not absolute: start it with a slash, as in \"/data/corpus\"", "A mount path is a folder in the container.");

    public static readonly DiagnosticDescriptor Location = Rule.Error(RuleIds.Location, "A location does not fit the property",
        "\"{0}\" does not fit: {1}", "The text of an attribute is read as the property's type.");

    public static readonly DiagnosticDescriptor RequiredWithDefault = Rule.Warning(RuleIds.RequiredWithDefault, "A required channel with a default",
        "'{0}' has a default, so it is never missing: remove Required or DefaultUri", "A channel with a default is optional.");

    public static DiagnosticDescriptor[] All => [ChannelName, DuplicateChannel, ChannelType, MountPath, Location, RequiredWithDefault];
}
