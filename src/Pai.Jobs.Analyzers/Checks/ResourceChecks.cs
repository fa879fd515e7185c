using System.Globalization;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks what a job runs on: image, instances, quota, spot, network, and what the job is called.</summary>
internal static class ResourceChecks
{
    public static void Check(JobAnalysisContext job)
    {
        OptionChecks.Check(job);
        var accelerator = ImageChecks.Check(job);
        InstanceTypeChecks.Check(job, accelerator);
        CheckPlace(job, accelerator);
        CheckNumbers(job);
        SpotChecks.Check(job);
        NetworkChecks.Check(job);
        RunChecks.Check(job);
        MapChecks.Check(job);
        RetryChecks.Check(job, accelerator);
        EnumChecks.Check(job);
        CostChecks.Check(job);
    }

    /// <summary>Public resources, a quota, or this machine: exactly one of them.</summary>
    private static void CheckPlace(JobAnalysisContext job, string? accelerator)
    {
        var type = job.TextOf("InstanceType");
        var quota = job.TextOf("ResourceId");
        if (type is not null && quota is not null) job.Report(ResourcesRules.QuotaAndInstanceType, job.PlaceOf("ResourceId"), type, quota);
        if (type is null && string.IsNullOrEmpty(quota) && !DefinitionParser.IsHalfTyped(job.Attribute))
            job.ReportWith(
                ResourcesRules.NoResources, ProblemPlace.Attribute(job.Attribute),
                InstanceTypeChecks.Suggest(job.Project.Catalog, accelerator), job.Type.Name);
        if (type == InstanceTypeName.Local) CheckLocal(job);
    }

    private static void CheckLocal(JobAnalysisContext job)
    {
        foreach (var name in (string[])["VpcId", "SwitchId", "SecurityGroupId", "ExtendedCidrs", "SpotDiscountLimit", "SpotPriceLimit"])
            if (job.Has(name)) Refuse(name);
        foreach (var name in (string[])["SpotStrategy", "Priority", "ResourceType"])
            if (job.ValueOf<int>(name) != 0) Refuse(name);

        void Refuse(string name) => job.Report(ResourcesRules.CloudOnlySetting, job.PlaceOf(name), name);
    }

    private static void CheckNumbers(JobAnalysisContext job)
    {
        if (job.Has("InstanceCount") && job.ValueOf<int>("InstanceCount") is < 1 and var none)
            job.Report(ResourcesRules.InstanceCount, job.PlaceOf("InstanceCount"), Text(none));
        if (job.ValueOf<int>("InstanceCount") is > 1 and var count
            && job.ValueOf<int>("JobType") is var jobType
            && NameOfSingleNode(jobType) is { } name)
            job.Report(ResourcesRules.NodeCount, job.PlaceOf("InstanceCount"), Text(count), name);
        var priority = job.ValueOf<int>("Priority");
        if (priority is not 0 and (< SubmissionLimits.MinPriority or > SubmissionLimits.MaxPriority))
            job.Report(ResourcesRules.Priority, job.PlaceOf("Priority"), Text(priority));
        else if (priority != 0 && job.TextOf("ResourceId") is null && !InstanceTypeName.MeansLocal(job.TextOf("InstanceType")))
            job.Report(ResourcesRules.PriorityWithoutQuota, job.PlaceOf("Priority"), Text(priority));
        if (job.ValueOf<int>("MaxRunTimeSeconds") is < 0 and var time)
            job.Report(ResourcesRules.MaxRunTime, job.PlaceOf("MaxRunTimeSeconds"), Text(time));
    }

    /// <summary>The job types for which nobody documents roles of nodes. By number, since the enum is not loaded here.</summary>
    private static string? NameOfSingleNode(int jobType) => jobType switch
    {
        6 => "SlurmJob",
        8 => "DataJuicerJob",
        _ => null,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
