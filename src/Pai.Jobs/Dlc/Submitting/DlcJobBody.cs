using System.Globalization;
using System.Text.Json;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Makes the body of CreateJob from a submission.</summary>
internal static class DlcJobBody
{
    /// <summary>The size in bytes that the service takes, with what it adds itself.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>The part of <see cref="MaxBytes"/> that is left to what the service adds.</summary>
    private const int Reserve = 4 << 10;

    /// <summary>The tag with the record's name.</summary>
    public const string RecordTag = "pai-jobs-record";

    /// <summary>The tag with the tag of the marker.</summary>
    public const string MarkerTag = "pai-jobs-marker";

    /// <exception cref="ArgumentException">The kind of job has no roles here; <see cref="Check"/> says so before.</exception>
    public static DlcCreateJob Create(JobSubmission job, DlcPlacement placement)
    {
        var roles = DlcRoles.Of(job.JobType, job.InstanceCount)
            ?? throw new ArgumentException($"A {job.JobType} has no roles.", nameof(job));
        return new()
        {
            DisplayName = job.JobName,
            JobType = job.JobType.ToString(),
            JobSpecs = [.. roles.Select(r => SpecOf(job, placement, r.Role, r.Nodes))],

            // The script is to be the first process, which gets the signals: not all shells exec their last command.
            UserCommand = $"exec sh {Path(LaunchFiles.Script)} {ContractPaths.Config}",
            WorkspaceId = placement.WorkspaceId,
            ResourceId = job.ResourceId,
            Priority = job.Priority,
            DataSources = [.. placement.Mounts.Select(m => m.ToDataSource(placement.Region))],
            CodeSource = job.CodeSourceId is { } code ? new() { CodeSourceId = code, MountPath = ContractPaths.UserCode } : null,
            Envs = EnvironmentOf(job, placement),
            UserVpc = VpcOf(job.UserVpc),
            JobMaxRunningTimeMinutes = MinutesOf(job.MaxRunTime),
            Settings = SettingsOf(job, placement),
            Description = job.Description,
        };
    }

    /// <summary>The problems that a submission has with this service, before anything is looked up.</summary>
    public static IEnumerable<JobProblem> Check(JobSubmission job)
    {
        if (DlcRoles.Of(job.JobType, job.InstanceCount) is null)
        {
            var known = Enum.GetValues<JobType>().Where(t => DlcRoles.Of(t, 1) is not null);
            yield return new("JobType", $"is {job.JobType}, whose roles are not documented. Choose one of {string.Join(", ", known)}.");
        }

        if (job.Spot?.Strategy == SpotStrategy.SpotAsPriceGo)
        {
            yield return new(
                "SpotStrategy",
                $"is {job.Spot.Strategy}; PAI-DLC takes {nameof(SpotStrategy.SpotWithPriceLimit)} only. Give it a discount or a price.");
        }

        foreach (var problem in CheckSettings(job.Settings)) yield return new("Settings", problem);
    }

    /// <summary>The problem of a body that is larger than the service takes; null when there is none.</summary>
    public static JobProblem? CheckSize(DlcCreateJob body)
    {
        var size = JsonSerializer.SerializeToUtf8Bytes(body, DlcJson.Lenient.DlcCreateJob).Length;
        return size <= MaxBytes - Reserve ? null : new(
            "environment",
            $"makes a request of {size} bytes; PAI-DLC takes {MaxBytes}, of which {Reserve} are for what it adds. "
            + "Put large values into parameters, which go into a file, or into an input.");
    }

    private static DlcJobSpec SpecOf(JobSubmission job, DlcPlacement placement, string role, int nodes) => new()
    {
        Type = role,
        PodCount = nodes,
        Image = placement.Image,
        EcsSpec = job.InstanceType,
        ResourceConfig = ResourcesOf(job.NodeResources),
        ImageConfig = job.RegistryCredentials is not { } registry ? null : new()
        {
            DockerRegistry = registry.Registry ?? placement.Image.Split('/')[0],
            Username = registry.Username,
            Password = placement.RegistryPassword,
        },
        SpotSpec = job.Spot is not { Strategy: SpotStrategy.SpotWithPriceLimit } spot ? null : new()
        {
            SpotStrategy = spot.Strategy.ToString(),
            SpotDiscountLimit = spot.DiscountLimit,
            SpotPriceLimit = spot.PriceLimit,
        },
    };

    /// <summary>The service takes all numbers as strings, and memory with its unit.</summary>
    private static DlcResourceConfig? ResourcesOf(NodeResources? resources) => resources is null ? null : new()
    {
        CPU = Number(resources.Cpu),
        Memory = Number(resources.MemoryGiB) + "Gi",
        GPU = resources.Gpu > 0 ? Number(resources.Gpu) : null,
        GPUType = resources.GpuType,
        SharedMemory = resources.SharedMemoryGiB is { } shared ? Number(shared) + "Gi" : null,
    };

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>
    /// The user's variables, which may be for the platform itself, and the secrets, which are in no file. The launch script sets all
    /// others.
    /// </summary>
    private static Dictionary<string, string>? EnvironmentOf(JobSubmission job, DlcPlacement placement)
    {
        var variables = job.Environment.Where(v => v.Value.Text is not null).ToDictionary(v => v.Key, v => v.Value.Text!);
        foreach (var (name, value) in placement.Secrets) variables[name] = value;
        return variables.Count == 0 ? null : variables;
    }

    private static DlcUserVpc? VpcOf(UserVpc? vpc) => vpc is null ? null : new()
    {
        VpcId = vpc.VpcId,
        SecurityGroupId = vpc.SecurityGroupId,
        SwitchId = vpc.SwitchId,
        ExtendedCIDRs = vpc.ExtendedCidrs.Count == 0 ? null : vpc.ExtendedCidrs,
    };

    /// <summary>The service counts whole minutes: a limit must not be shorter than it was given.</summary>
    private static long? MinutesOf(TimeSpan? time) => time is { } limit ? (long)Math.Ceiling(limit.TotalMinutes) : null;

    private static DlcSettings SettingsOf(JobSubmission job, DlcPlacement placement)
    {
        var settings = Read(job.Settings);
        settings.Tags = new Dictionary<string, string>(job.Labels)
        {
            [RecordTag] = job.RecordName,
            [MarkerTag] = placement.Marker.Tag,
        };
        if (job.Outputs.Any(o => o.Append)) settings.EnableOssAppend = true;
        return settings;
    }

    /// <summary>A setting that the service does not know is refused, and so is a value that is not of the setting's type.</summary>
    private static IEnumerable<string> CheckSettings(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Count == 0) yield break;
        var read = Read(settings);
        var unknown = read.Unknown?.Keys.ToHashSet(StringComparer.Ordinal) ?? [];
        var taken = JsonSerializer.SerializeToElement(read, DlcJson.Lenient.DlcSettings).EnumerateObject()
            .Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings)
        {
            if (IsTags(name)) yield return "has Tags. Use labels.";
            else if (unknown.Contains(name)) yield return $"has \"{name}\", which is not a setting of PAI-DLC.";
            else if (!taken.Contains(name)) yield return $"has {name} = \"{value}\", which is not a value of that setting.";
        }
    }

    /// <summary>The settings by their names of the service, numbers and booleans as strings.</summary>
    private static DlcSettings Read(IReadOnlyDictionary<string, string> settings)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in settings.Where(s => !IsTags(s.Key))) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return JsonSerializer.Deserialize(json.ToArray(), DlcJson.Lenient.DlcSettings)!;
    }

    private static bool IsTags(string name) => name.Equals(nameof(DlcSettings.Tags), StringComparison.OrdinalIgnoreCase);

    private static string Path(string file) => ContractPaths.Config.TrimEnd('/') + "/" + file;
}
