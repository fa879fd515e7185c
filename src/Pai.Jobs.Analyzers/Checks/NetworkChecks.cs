using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the ids of the user's network, and that none is missing.</summary>
internal static class NetworkChecks
{
    public static void Check(JobAnalysisContext job)
    {
        CheckId(job, "VpcId", "vpc-");
        CheckId(job, "SecurityGroupId", "sg-");
        CheckId(job, "SwitchId", "vsw-");
        var (hasVpc, hasGroup) = (job.Has("VpcId"), job.Has("SecurityGroupId"));
        if (hasVpc && !hasGroup)
            Report("VpcId", "VpcId needs SecurityGroupId: set it to a security group of that VPC, such as \"sg-bp1a2b3c4d\"");
        if (hasGroup && !hasVpc)
            Report("SecurityGroupId", "SecurityGroupId needs VpcId: set it to the VPC of that group, such as \"vpc-bp1a2b3c4d\"");
        if (job.Has("SwitchId") && !hasVpc)
            Report("SwitchId", "SwitchId needs VpcId: set it to the VPC of that switch, such as \"vpc-bp1a2b3c4d\"");
        if (job.Has("ExtendedCidrs") && !hasVpc)
            Report("ExtendedCidrs", "ExtendedCidrs has no effect without VpcId: set VpcId, or remove ExtendedCidrs");
        foreach (var range in job.ListOf("ExtendedCidrs"))
            if (!IsCidr(range.Value as string))
                Report("ExtendedCidrs", $"\"{range.Value}\" is not a valid address range: use the form \"192.168.0.0/16\"");

        void Report(string argument, string problem) => job.Report(ResourcesRules.Network, job.PlaceOf(argument), problem);
    }

    private static void CheckId(JobAnalysisContext job, string argument, string prefix)
    {
        if (job.TextOf(argument) is not { } id
            || (id.StartsWith(prefix, System.StringComparison.Ordinal) && NameRules.IsLowerCaseOrDigits(id, prefix.Length))) return;
        job.Report(
            ResourcesRules.Network, job.PlaceOf(argument), $"\"{id}\" is not a valid {argument}: use the form \"{prefix}bp1a2b3c4d\"");
    }

    private static bool IsCidr(string? text)
    {
        var slash = text?.IndexOf('/') ?? -1;
        if (slash < 0 || !IPAddress.TryParse(text!.Substring(0, slash), out var address)) return false;
        // A number alone is an address for the parser too.
        if (address.AddressFamily == AddressFamily.InterNetwork && text.Substring(0, slash).Split('.').Length != 4) return false;
        return int.TryParse(text.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }
}
