using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of resources and images.</summary>
internal static class ResourcesRules
{
    public static readonly DiagnosticDescriptor NoImage = Rule.Warning(RuleIds.NoImage, "Job has no image",
        "'{0}' has no image: set Image or Framework, InstanceType = \"local\" for a job that runs on this machine, "
            + "or RunOptions.Image for each run",
        "The submission of a job without an image fails.");

    public static readonly DiagnosticDescriptor InstanceCount = Rule.Error(RuleIds.InstanceCount, "InstanceCount is less than 1",
        "InstanceCount is {0}: it must be 1 or more", "A job runs on at least one node.");

    public static readonly DiagnosticDescriptor ImageReference = Rule.Error(RuleIds.ImageReference, "Invalid image reference",
        "\"{0}\" is not a valid image reference: {1}",
        "An image reference has the form host/namespace/repository:tag, as the OCI distribution specification defines it.");

    public static readonly DiagnosticDescriptor ImageUnknown = Rule.Warning(RuleIds.ImageUnknown, "Unknown PAI image",
        "\"{0}\" is not among the known images of PAI: {1}",
        "The repository belongs to PAI, but the tag is not in the catalog. The service may have newer images.");

    public static readonly DiagnosticDescriptor FrameworkUnknown = Rule.Warning(
        RuleIds.FrameworkUnknown, "Framework has no matching PAI image",
        "{0}",
        "Framework, FrameworkVersion and Accelerator together must match an image of the catalog. The service may have newer images.");

    public static readonly DiagnosticDescriptor ImageHardware = Rule.Warning(
        RuleIds.ImageHardware, "Image does not match the hardware of the instance type",
        "The image is built for {0}, but \"{1}\" has {2} hardware: use another image, or an instance type such as {3}",
        "A GPU image finds no driver on an instance without a GPU, and a CPU image leaves a GPU unused that you pay for.");

    public static readonly DiagnosticDescriptor ImageRegion = Rule.Warning(RuleIds.ImageRegion, "Image is in another region",
        "\"{0}\" is in {1}, but the project's jobs run in {2}: use the image of {2}, or write {{region}} instead of the region",
        "A registry in another region is slow, and its VPC host is unreachable.");

    public static readonly DiagnosticDescriptor LatestTag = Rule.Info(RuleIds.LatestTag, "Image tag 'latest' is not reproducible",
        "\"{0}\" {1}, which can change between two runs: use a fixed tag or a digest",
        "The tag 'latest' can refer to different images in two runs of the same job.");

    public static readonly DiagnosticDescriptor InstanceTypeFormat = Rule.Error(
        RuleIds.InstanceTypeFormat, "Invalid instance type",
        "\"{0}\" is not a valid instance type: write {1}",
        "An instance type is a family and a size in lower case, such as ecs.g7.xlarge, or local for this machine.");

    public static readonly DiagnosticDescriptor InstanceTypeUnknown = Rule.Warning(
        RuleIds.InstanceTypeUnknown, "Unknown instance type",
        "\"{0}\" {1}",
        "The instance type is not in the catalog. A project can add it in a catalog file of its own. The service may have newer ones.");

    public static readonly DiagnosticDescriptor InstanceTypeRetired = Rule.Warning(
        RuleIds.InstanceTypeRetired, "Instance type is retired",
        "\"{0}\" belongs to a retired family, which is no longer sold: {1}",
        "Alibaba Cloud no longer sells retired families, or sells them only to existing customers.");

    public static readonly DiagnosticDescriptor CloudOnlySetting = Rule.Error(
        RuleIds.CloudOnlySetting, "Cloud setting cannot be used in a local job",
        "{0} is a setting of the cloud and cannot be combined with InstanceType = \"local\": remove one of them",
        "A job with InstanceType = \"local\" runs on this machine, as a single node.");

    public static readonly DiagnosticDescriptor NodeCount = Rule.Warning(
        RuleIds.NodeCount, "Job type is not documented for more than one node",
        "InstanceCount is {0}, but PAI-DLC documents only single-node jobs for {1}: use 1, or another job type",
        "PAI-DLC does not document the node roles of such a job.");

    public static readonly DiagnosticDescriptor QuotaAndInstanceType = Rule.Error(
        RuleIds.QuotaAndInstanceType, "InstanceType and ResourceId are mutually exclusive",
        "InstanceType = \"{0}\" and ResourceId = \"{1}\" are mutually exclusive: keep InstanceType for public resources, "
            + "or ResourceId for a quota",
        "A node runs either on public resources, which have instance types, or in a quota.");

    public static readonly DiagnosticDescriptor NoResources = Rule.Warning(RuleIds.NoResources, "Job has no resources",
        "'{0}' has neither an instance type nor a quota: set InstanceType, ResourceId, InstanceType = \"local\" for a job that runs on "
            + "this machine, or RunOptions for each run",
        "In the cloud, a job runs either on public resources with an instance type or in a quota.");

    public static readonly DiagnosticDescriptor Spot = Rule.Error(RuleIds.Spot, "Invalid spot settings",
        "{0}",
        "SpotWithPriceLimit takes exactly one limit: a share of the on-demand price, or a price. The other strategies take no limit.");

    public static readonly DiagnosticDescriptor Priority = Rule.Error(RuleIds.Priority, "Priority is out of range",
        "Priority is {0}: it must be from 1 (lowest) to 9 (highest)", "PAI-DLC has the priorities 1 to 9.");

    public static readonly DiagnosticDescriptor PriorityWithoutQuota = Rule.Warning(
        RuleIds.PriorityWithoutQuota, "Priority has no effect without a quota",
        "Priority = {0} has no effect on public resources: set ResourceId to a quota, or remove Priority",
        "PAI-DLC orders jobs by priority only within a quota.");

    public static readonly DiagnosticDescriptor MaxRunTime = Rule.Error(RuleIds.MaxRunTime, "MaxRunTimeSeconds is negative",
        "MaxRunTimeSeconds is {0}: it must be positive, or 0 for no limit", "A run is stopped after this time.");

    public static readonly DiagnosticDescriptor JobName = Rule.Error(RuleIds.JobName, "Invalid job name",
        "\"{0}\" is not a valid job name: {1}",
        "The name of a run is this name, the time and six random characters; it has at most 256 characters.");

    public static readonly DiagnosticDescriptor Network = Rule.Error(RuleIds.Network, "Invalid or incomplete network settings",
        "{0}", "A job in a VPC needs the id of the VPC and the id of a security group in it.");

    public static readonly DiagnosticDescriptor EnvironmentName = Rule.Error(
        RuleIds.EnvironmentName, "Invalid environment variable",
        "{0}", "A shell inside the container sets the variables. Names that start with PAI_ are reserved for the container.");

    public static readonly DiagnosticDescriptor Label = Rule.Error(RuleIds.Label, "Invalid label",
        "{0}", "A job has at most 20 labels of 1 to 128 characters, without URLs and without the prefixes that the service reserves.");

    public static readonly DiagnosticDescriptor Setting = Rule.Warning(RuleIds.Setting, "Unknown or invalid setting",
        "{0}", "A setting is a member of PAI-DLC's JobSettings, with a JSON value. The service may have newer settings.");

    public static readonly DiagnosticDescriptor Requirement = Rule.Error(RuleIds.Requirement, "Invalid Python requirement",
        "\"{0}\" is not a valid requirement: {1}", "Each requirement is one line of a requirements.txt file.");

    public static readonly DiagnosticDescriptor EnumValue = Rule.Error(RuleIds.EnumValue, "Undefined enum value",
        "{0} is not a member of {1}: use {2}", "A cast accepts any number, but PAI-DLC knows only the members of the enum.");

    public static readonly DiagnosticDescriptor ImageAndFramework = Rule.Warning(
        RuleIds.ImageAndFramework, "Image is specified twice or incompletely",
        "{0}", "Either Image names an image in full, or Framework, FrameworkVersion and Accelerator select one.");

    public static readonly DiagnosticDescriptor CatalogFile = Rule.Warning(
        RuleIds.CatalogFile, "Invalid line in the catalog file",
        "{0}", "A line has the form: name | key=value | key=value.");

    public static readonly DiagnosticDescriptor AnalyzerOption = Rule.Warning(
        RuleIds.AnalyzerOption, "Invalid analyzer option",
        "\"{1}\" is not a valid value of {0}: {2}", "An invalid option has no effect.");

    public static readonly DiagnosticDescriptor Retry = Rule.Error(RuleIds.Retry, "Invalid retry settings",
        "{0}", "RunAsync and batches reject a job with invalid retry settings before its first attempt.");

    public static readonly DiagnosticDescriptor PricesFile = Rule.Warning(
        RuleIds.PricesFile, "Invalid entry in the prices file",
        "{0}", "A session refuses a prices file with an invalid entry, since a wrong price is worse than none.");

    public static readonly DiagnosticDescriptor CostTooHigh = Rule.Warning(
        RuleIds.CostTooHigh, "Cost of the job is over the limit",
        "'{0}' can cost {1}, but pai_jobs.max_cost is {2}: lower MaxRunTimeSeconds, InstanceCount or the retries, or allow more ({3})",
        "The most that a run can cost is nodes x price x longest time x tries, by the prices file of the project.");

    public static readonly DiagnosticDescriptor CostUnknown = Rule.Warning(
        RuleIds.CostUnknown, "Cost of the job is not known",
        "The most that '{0}' can cost is not known, but pai_jobs.max_cost is {1}: {2}",
        "A limit holds only for a job with a price and a time limit.");

    public static DiagnosticDescriptor[] All =>
    [
        NoImage, InstanceCount, ImageReference, ImageUnknown, FrameworkUnknown, ImageHardware, ImageRegion, LatestTag, InstanceTypeFormat,
        InstanceTypeUnknown, InstanceTypeRetired, CloudOnlySetting, NodeCount, QuotaAndInstanceType, NoResources, Spot, Priority,
        PriorityWithoutQuota, MaxRunTime, JobName, Network, EnvironmentName, Label, Setting, Requirement, EnumValue, ImageAndFramework,
        CatalogFile, AnalyzerOption, Retry, PricesFile, CostTooHigh, CostUnknown,
    ];
}
