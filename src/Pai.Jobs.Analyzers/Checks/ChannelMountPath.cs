using System;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Where channels are mounted: by their attribute, or by the container contract.</summary>
internal static class ChannelMountPath
{
    /// <summary>The folder of a channel, with a slash at its end.</summary>
    public static string Of(JobMember channel)
    {
        foreach (var argument in channel.Attribute.NamedArguments)
            if (argument is { Key: "MountPath", Value.Value: string path })
                return path.EndsWith("/", StringComparison.Ordinal) ? path : path + "/";
        return channel.Model.Role == MemberRole.Input ? ContractPaths.ForInput(channel.Name) : ContractPaths.ForOutput(channel.Name);
    }
}
