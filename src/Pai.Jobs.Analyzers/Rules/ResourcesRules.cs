using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of resources and images.</summary>
internal static class ResourcesRules
{
    public static readonly DiagnosticDescriptor NoImage = Rule.Warning(RuleIds.NoImage, "A job without an image",
        "'{0}' names no image: set Image or Framework, InstanceType = \"local\" for a job of this machine, "
            + "or RunOptions.Image for each run",
        "A job without an image is refused when it is submitted.");

    public static readonly DiagnosticDescriptor InstanceCount = Rule.Error(RuleIds.InstanceCount, "A job needs at least one node",
        "InstanceCount is {0}: it must be 1 or more", "A job runs on one node or more.");

    public static readonly DiagnosticDescriptor ImageReference = Rule.Error(RuleIds.ImageReference, "The image is no image reference",
        "\"{0}\" is no image reference: {1}",
        "An image is written as host/namespace/repository:tag, as the OCI distribution specification has it.");

    public static readonly DiagnosticDescriptor ImageUnknown = Rule.Warning(RuleIds.ImageUnknown, "PAI has no such image",
        "PAI has no image \"{0}\" that is known here: {1}",
        "The repository is one that PAI fills, and the tag is not in the catalog. The service has the last word.");

    public static readonly DiagnosticDescriptor FrameworkUnknown = Rule.Warning(
        RuleIds.FrameworkUnknown, "PAI has no image for the framework",
        "{0}", "Framework, FrameworkVersion and Accelerator together must name an image of the catalog. The service has the last word.");

    public static readonly DiagnosticDescriptor ImageHardware = Rule.Warning(RuleIds.ImageHardware, "The image is built for other hardware",
        "The image is for {0}, and \"{1}\" is {2}: take another image, or an instance type like {3}",
        "An image for GPU finds no driver on an instance without one, and an image for CPU leaves a GPU idle that is paid for.");

    public static readonly DiagnosticDescriptor ImageRegion = Rule.Warning(RuleIds.ImageRegion, "The image is in another region",
        "\"{0}\" is in {1}, and the project's jobs run in {2}: take the image from there, or write {{region}} in its place",
        "A registry of a region is slow from another one, and its VPC host is not reachable from there at all.");

    public static readonly DiagnosticDescriptor LatestTag = Rule.Info(RuleIds.LatestTag, "The tag latest is another image tomorrow",
        "\"{0}\" {1}: name a tag, so that a run can be repeated", "What latest names can change between two runs of the same job.");

    public static readonly DiagnosticDescriptor InstanceTypeFormat = Rule.Error(
        RuleIds.InstanceTypeFormat, "The instance type is not valid",
        "\"{0}\" is no instance type: write {1}",
        "An instance type is a family and a size in lower case, like ecs.g7.xlarge, or local for this machine.");

    public static readonly DiagnosticDescriptor InstanceTypeUnknown = Rule.Warning(
        RuleIds.InstanceTypeUnknown, "The instance type is not known",
        "\"{0}\" {1}", "The catalog does not know it. A project can add it in its own catalog file. The service has the last word.");

    public static readonly DiagnosticDescriptor InstanceTypeRetired = Rule.Warning(
        RuleIds.InstanceTypeRetired, "The instance type is retired",
        "\"{0}\" is of a retired family, which cannot be bought any more: {1}",
        "Alibaba Cloud sells retired families no more, or to those only who have them.");

    public static readonly DiagnosticDescriptor CloudOnlySetting = Rule.Error(
        RuleIds.CloudOnlySetting, "A setting of the cloud for a job of this machine",
        "{0} is a setting of the cloud, and means nothing with InstanceType = \"local\": leave one of them out",
        "A job with InstanceType = \"local\" runs on one node, this machine.");

    public static readonly DiagnosticDescriptor NodeCount = Rule.Warning(RuleIds.NodeCount, "The job type has no further nodes",
        "InstanceCount is {0}, and PAI-DLC documents no roles of several nodes for {1}: use 1, or another job type",
        "What several nodes of such a job would be is not documented.");

    public static readonly DiagnosticDescriptor QuotaAndInstanceType = Rule.Error(
        RuleIds.QuotaAndInstanceType, "An instance type and a quota",
        "InstanceType = \"{0}\" and ResourceId = \"{1}\" cannot be together: public resources take an instance type, a quota takes none",
        "A node runs on public resources or in a quota.");

    public static readonly DiagnosticDescriptor NoResources = Rule.Warning(RuleIds.NoResources, "A job without resources",
        "'{0}' names nothing to run on: set InstanceType, ResourceId, InstanceType = \"local\" for a job of this machine, "
            + "or RunOptions for each run",
        "A job of the cloud runs on an instance type of public resources or in a quota.");

    public static readonly DiagnosticDescriptor Spot = Rule.Error(RuleIds.Spot, "The spot settings contradict each other",
        "{0}", "SpotWithPriceLimit takes exactly one limit, a share of the price on demand or a price; the other strategies take none.");

    public static readonly DiagnosticDescriptor Priority = Rule.Error(RuleIds.Priority, "The priority is out of range",
        "Priority is {0}: it must be from 1, the lowest, to 9", "PAI-DLC has the priorities 1 to 9.");

    public static readonly DiagnosticDescriptor PriorityWithoutQuota = Rule.Warning(
        RuleIds.PriorityWithoutQuota, "A priority without a quota",
        "Priority = {0} has no effect on public resources: set ResourceId to a quota, or leave it out",
        "PAI-DLC orders the jobs of a quota by priority, and those of public resources not.");

    public static readonly DiagnosticDescriptor MaxRunTime = Rule.Error(RuleIds.MaxRunTime, "The longest run time is negative",
        "MaxRunTimeSeconds is {0}: it must be over 0, or 0 for no limit", "After this time a run is stopped.");

    public static readonly DiagnosticDescriptor JobName = Rule.Error(RuleIds.JobName, "The name of the job is not valid",
        "\"{0}\" cannot name a job: {1}", "The name of a run is this name, the time and six random characters, 256 characters in all.");

    public static readonly DiagnosticDescriptor Network = Rule.Error(RuleIds.Network, "The network is not complete",
        "{0}", "A job in a network of one's own needs its id and that of a security group.");

    public static readonly DiagnosticDescriptor EnvironmentName = Rule.Error(
        RuleIds.EnvironmentName, "The environment variable is not valid",
        "{0}", "Variables are set by a shell inside the container, where the names starting with PAI_ are taken.");

    public static readonly DiagnosticDescriptor Label = Rule.Error(RuleIds.Label, "The label is not valid",
        "{0}", "The service takes at most 20 labels of 1 to 128 characters, without addresses and without prefixes of its own.");

    public static readonly DiagnosticDescriptor Setting = Rule.Warning(RuleIds.Setting, "The setting is not known",
        "{0}", "A setting is a member of PAI-DLC's JobSettings. The service has the last word.");

    public static readonly DiagnosticDescriptor Requirement = Rule.Error(RuleIds.Requirement, "The Python requirement is not valid",
        "\"{0}\" is not a requirement: {1}", "Each requirement is one line of a requirements.txt.");

    public static readonly DiagnosticDescriptor EnumValue = Rule.Error(RuleIds.EnumValue, "The value is no member of its enum",
        "{0} is no {1}: use {2}", "A cast makes any number an enum, and PAI-DLC knows only the members.");

    public static readonly DiagnosticDescriptor ImageAndFramework = Rule.Warning(
        RuleIds.ImageAndFramework, "The image is said twice, or in part",
        "{0}", "An image is named in full by Image, or found by Framework, FrameworkVersion and Accelerator.");

    public static readonly DiagnosticDescriptor CatalogFile = Rule.Warning(
        RuleIds.CatalogFile, "A line of the catalog file is not understood",
        "{0}", "A line is a name and values: name | key=value | key=value.");

    public static readonly DiagnosticDescriptor AnalyzerOption = Rule.Warning(
        RuleIds.AnalyzerOption, "An option of the analyzers is not understood",
        "{0} = {1} is not known: {2}", "An option that is not understood would silently do nothing.");

    public static readonly DiagnosticDescriptor Retry = Rule.Error(RuleIds.Retry, "The retry settings are not valid",
        "{0}", "RunAsync and batches refuse a job with such settings before its first try.");

    public static DiagnosticDescriptor[] All =>
    [
        NoImage, InstanceCount, ImageReference, ImageUnknown, FrameworkUnknown, ImageHardware, ImageRegion, LatestTag, InstanceTypeFormat,
        InstanceTypeUnknown, InstanceTypeRetired, CloudOnlySetting, NodeCount, QuotaAndInstanceType, NoResources, Spot, Priority,
        PriorityWithoutQuota, MaxRunTime, JobName, Network, EnvironmentName, Label, Setting, Requirement, EnumValue, ImageAndFramework,
        CatalogFile, AnalyzerOption, Retry,
    ];
}
