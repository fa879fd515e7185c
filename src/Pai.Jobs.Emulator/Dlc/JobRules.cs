using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The validation of CreateJob.</summary>
internal static class JobRules
{
    private const int MaxBytes = 65_536;

    private static readonly FrozenDictionary<string, string> s_roles = new Dictionary<string, string>
    {
        ["TFJob"] = "Chief PS Worker Evaluator GraphLearn",
        ["PyTorchJob"] = "Worker Master",
        ["XGBoostJob"] = "Worker Master",
        ["OneFlowJob"] = "Worker Master",
        ["ElasticBatchJob"] = "Worker Master",
        ["MPIJob"] = "Worker Master",
        ["RayJob"] = "Head Worker",
        ["SlurmJob"] = "",
        ["DataJuicerJob"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Check(JsonObject job, int bytes)
    {
        if (bytes > MaxBytes) throw PaiErrors.Invalid("body", $"it has {bytes} bytes, of {MaxBytes} at most.");
        var name = Required(job, "DisplayName");
        if (name.Length > 1024 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')))
            throw PaiErrors.Invalid("DisplayName", $"'{name}' has other characters than letters, digits, '_', '.' and '-', or over 1024.");
        var type = Required(job, "JobType");
        if (!s_roles.TryGetValue(type, out var roles)) throw PaiErrors.Invalid("JobType", $"'{type}' is not a type of job.");
        Required(job, "UserCommand");
        CheckRange(job, "Priority", 1, 9);
        CheckRange(job, "JobMaxRunningTimeMinutes", 1, long.MaxValue);
        var specs = job.Objects("JobSpecs");
        if (specs.Count == 0) throw PaiErrors.Missing("JobSpecs");
        foreach (var spec in specs) CheckSpec(spec, type, roles);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in job.Objects("DataSources")) CheckSource(source, paths);
        job.Map("Envs");
        job.Object("Settings")?.Map("Tags");
    }

    private static void CheckSpec(JsonObject spec, string jobType, string roles)
    {
        var role = Required(spec, "Type");
        var isRole = roles.Length == 0 || roles.Split(' ').Contains(role)
            || (jobType == "RayJob" && role.StartsWith("Worker-", StringComparison.Ordinal));
        if (!isRole) throw PaiErrors.Invalid("JobSpecs", $"'{role}' is not a role of a {jobType}; those are {roles}.");
        Required(spec, "Image");
        CheckRange(spec, "PodCount", 1, 10_000);
        if (spec.Text("EcsSpec") is not null && spec.Object("ResourceConfig") is not null)
            throw PaiErrors.Invalid("JobSpecs", "EcsSpec and ResourceConfig exclude each other.");
        if (spec.Object("ResourceConfig") is { } config) PodResources.Of(config);
    }

    private static void CheckSource(JsonObject source, HashSet<string> paths)
    {
        if (source.Text("DataSourceId") is null == source.Text("Uri") is null)
            throw PaiErrors.Invalid("DataSources", "each needs either a DataSourceId or a Uri.");
        if (source.Text("MountAccess") is not (null or "RO" or "RW"))
            throw PaiErrors.Invalid("DataSources", "a MountAccess is neither RO nor RW.");
        if (source.Text("MountPath") is not { } path) return;
        if (path[0] != '/') throw PaiErrors.Invalid("DataSources", $"the MountPath '{path}' is not absolute.");
        if (!paths.Add(path.TrimEnd('/'))) throw PaiErrors.Invalid("DataSources", $"two have the MountPath '{path}'.");
    }

    private static string Required(JsonObject json, string name) => json.Text(name) ?? throw PaiErrors.Missing(name);

    private static void CheckRange(JsonObject json, string name, long min, long max)
    {
        if (json.Number(name) is { } number && (number < min || number > max))
            throw PaiErrors.Invalid(name, $"{number} is not from {min} to {max}.");
    }
}
