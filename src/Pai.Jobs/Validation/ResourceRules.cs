using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Validation;

/// <summary>Image, instances, quota, spot and network.</summary>
internal static partial class ResourceRules
{
    private const string LocalType = "local";

    public static void Check(JobSubmission job, List<JobProblem> problems)
    {
        CheckImage(job, problems);
        if (job.InstanceCount < 1) problems.Add(new("InstanceCount", $"is {job.InstanceCount}; it must be 1 or more."));
        if (job.Priority is { } priority and (< SubmissionLimits.MinPriority or > SubmissionLimits.MaxPriority))
            problems.Add(new("Priority", $"is {priority}; it must be from 1 (lowest) to 9."));
        if (job.InstanceType is { } type && job.ResourceId is { } quota)
        {
            problems.Add(new(
                "InstanceType",
                $"\"{type}\" and the quota \"{quota}\" are both set. "
                    + "Public resources take an instance type, a quota takes none: leave one of them out."));
        }

        if (job.InstanceType is { } text && text.AsSpan().ContainsAny(" \t\r\n"))
            problems.Add(new("InstanceType", $"\"{text}\" has white space in it. Write for instance ecs.g7.xlarge, or local."));
        if (job.InstanceType == LocalType) CheckLocal(job, problems);
        CheckNodeResources(job, problems);
        CheckCodeSource(job, problems);
        CheckSpot(job.Spot, problems);
        CheckNetwork(job.UserVpc, problems);
    }

    private static void CheckImage(JobSubmission job, List<JobProblem> problems)
    {
        if (job.Image is { } image)
        {
            // The region may be missing still where a local run does not need the image.
            if (!ImagePattern().IsMatch(image.Replace(ImageRegion.Placeholder, "cn-hangzhou", StringComparison.Ordinal)))
                problems.Add(new("Image", $"\"{image}\" is not an image reference. Write host/namespace/repository:tag."));
        }
        else if (job.Framework is null && job.InstanceType != LocalType)
        {
            problems.Add(new("Image", "is missing. Set Image or Framework; only a job with InstanceType = \"local\" needs none."));
        }
    }

    private static void CheckLocal(JobSubmission job, List<JobProblem> problems)
    {
        void Refuse(string setting) =>
            problems.Add(new(setting, "applies to the cloud only; it has no effect with InstanceType = \"local\". Leave one of them out."));
        if (job.Spot is not null) Refuse("Spot");
        if (job.UserVpc is not null) Refuse("UserVpc");
        if (job.Priority is not null) Refuse("Priority");
        if (job.ResourceType != ResourceType.General) Refuse("ResourceType");
    }

    private static void CheckNodeResources(JobSubmission job, List<JobProblem> problems)
    {
        if (job.NodeResources is not { } resources) return;
        if (job.ResourceId is null)
            problems.Add(new("NodeResources", "are for a quota. Set ResourceId, or set InstanceType instead of them."));
        Check("Cpu", resources.Cpu);
        Check("MemoryGiB", resources.MemoryGiB);
        if (resources.SharedMemoryGiB is { } shared) Check("SharedMemoryGiB", shared);
        if (resources.Gpu < 0) problems.Add(new("NodeResources", $"have {resources.Gpu} GPUs; it must be 0 or more."));

        void Check(string name, double value)
        {
            if (!(value > 0 && double.IsFinite(value)))
                problems.Add(new("NodeResources", FormattableString.Invariant($"have {name} {value}; it must be over 0.")));
        }
    }

    private static void CheckCodeSource(JobSubmission job, List<JobProblem> problems)
    {
        if (job.CodeSourceId is not { } id) return;
        const string Prefix = "code-";
        if (!id.StartsWith(Prefix, StringComparison.Ordinal)
            || id.AsSpan(Prefix.Length).ContainsAnyExcept(CharacterSets.LowerCaseAndDigits))
        {
            problems.Add(new("CodeSourceId", $"\"{id}\" is not the id of registered code. Write for instance code-bp1a2b3c4d."));
        }

        if (job.SourcePath is not null || job.SourceUri is not null || job.ProjectPath is not null)
            problems.Add(new("CodeSourceId", $"\"{id}\" and a source directory or project are both set. Leave one of them out."));
    }

    private static void CheckSpot(SpotOptions? spot, List<JobProblem> problems)
    {
        if (spot is null) return;
        var limits = (spot.DiscountLimit is null ? 0 : 1) + (spot.PriceLimit is null ? 0 : 1);
        if (spot.Strategy == SpotStrategy.SpotWithPriceLimit && limits != 1)
        {
            problems.Add(new(
                "Spot",
                $"has {(limits == 0 ? "no limit" : "two limits")}; "
                    + "SpotWithPriceLimit needs a discount limit or a price limit, one of them."));
        }

        if (spot.Strategy != SpotStrategy.SpotWithPriceLimit && limits > 0)
            problems.Add(new("Spot", $"has a limit, which {spot.Strategy} does not take. Use SpotWithPriceLimit."));
        if (spot.DiscountLimit is { } discount && !(discount is > 0 and <= 1))
            problems.Add(new("Spot", FormattableString.Invariant($"has the discount limit {discount}; it must be over 0 and at most 1.")));
        if (spot.PriceLimit is { } price && !(price > 0 && double.IsFinite(price)))
            problems.Add(new("Spot", FormattableString.Invariant($"has the price limit {price}; it must be over 0.")));
    }

    private static void CheckNetwork(UserVpc? vpc, List<JobProblem> problems)
    {
        if (vpc is null) return;
        CheckId("VpcId", vpc.VpcId, "vpc-");
        CheckId("SecurityGroupId", vpc.SecurityGroupId, "sg-");
        if (vpc.SwitchId is not null) CheckId("SwitchId", vpc.SwitchId, "vsw-");

        void CheckId(string subject, string? id, string prefix)
        {
            if (string.IsNullOrEmpty(id))
            {
                problems.Add(new(subject, $"is missing: a network needs VpcId and SecurityGroupId. For instance {prefix}bp1a2b3c4d."));
            }
            else if (!id.StartsWith(prefix, StringComparison.Ordinal)
                || id.Length == prefix.Length
                || id.AsSpan(prefix.Length).ContainsAnyExcept(CharacterSets.LowerCaseAndDigits))
            {
                problems.Add(new(subject, $"\"{id}\" is not such an id. Write for instance {prefix}bp1a2b3c4d."));
            }
        }
    }

    [GeneratedRegex(SubmissionLimits.ImagePattern)]
    private static partial Regex ImagePattern();
}
