using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Submitting;

/// <summary>
/// The content of a submission, as parts with names: the definition, the values and the options as they were given, and the digests of
/// code and local inputs. The name of the run, generated locations, the resolved image and the values of secrets are not part of it.
/// </summary>
internal sealed class SubmissionContent
{
    private const int ShortLength = 8;

    private readonly SortedDictionary<string, string> _parts;

    private SubmissionContent(SortedDictionary<string, string> parts)
    {
        _parts = parts;
        Digest = HashOf(string.Concat(parts.Select(p => Counted(p.Key) + Counted(p.Value))));
    }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>The content of a submission. Its local inputs are read.</summary>
    /// <param name="job">The submission.</param>
    /// <param name="codeSha256">The digest of its packed code; null where it has none on this machine.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="JobException">A local input cannot be read.</exception>
    public static async Task<SubmissionContent> OfAsync(JobSubmission job, string? codeSha256, CancellationToken cancellationToken)
    {
        var local = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in job.Inputs)
        {
            if (input.Location?.FilePath is { } path)
                local[input.Name] = await LocalContent.DigestAsync(input.Name, path, cancellationToken).ConfigureAwait(false);
        }

        return Of(job, codeSha256, local);
    }

    /// <summary>The same, with the digests of local inputs by channel; without one, the location counts.</summary>
    public static SubmissionContent Of(JobSubmission job, string? codeSha256, IReadOnlyDictionary<string, string> inputDigests)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // Only what is set: a later version that knows more settings computes the same for a job without them.
        Add("record", job.RecordName);
        Add("command", job.Command.ShellText is { } shell ? "sh " + shell : "exec " + List(job.Command.Arguments));
        Add("code", codeSha256 ?? job.Code?.Sha256);
        Add("code location", job.SourceUri?.ToString());
        Add("image", job.Image);
        Add("framework", job.Framework);
        Add("framework version", job.FrameworkVersion);
        if (job.Accelerator != Accelerator.Unspecified) Add("accelerator", job.Accelerator.ToString());
        Add("instance type", job.InstanceType);
        Add("instance count", Number(job.InstanceCount));
        Add("job type", job.JobType.ToString());
        Add("max run time", job.MaxRunTime?.ToString("c", CultureInfo.InvariantCulture));
        Add("output path", job.OutputPath?.ToString());
        if (job.Requirements.Count > 0) Add("requirements", List(job.Requirements));
        if (job.UserVpc is { } vpc) Add("network", List([vpc.VpcId, vpc.SecurityGroupId, vpc.SwitchId ?? "", .. vpc.ExtendedCidrs]));
        if (job.Spot is { } spot)
            Add("spot", List([spot.Strategy.ToString(), Number(spot.DiscountLimit) ?? "", Number(spot.PriceLimit) ?? ""]));
        Add("priority", Number(job.Priority));
        Add("quota", job.ResourceId);
        if (job.NodeResources is { } node)
        {
            Add("node resources", List(
            [
                Number(node.Cpu)!, Number(node.MemoryGiB)!, Number(node.Gpu)!, node.GpuType ?? "", Number(node.SharedMemoryGiB) ?? "",
            ]));
        }

        if (job.RegistryCredentials is { } registry)
            Add("registry", List([registry.Registry ?? "", registry.Username, registry.Password.Reference]));
        Add("code source", job.CodeSourceId);
        if (job.ResourceType != ResourceType.General) Add("resource type", job.ResourceType.ToString());
        Add("description", job.Description);
        foreach (var (name, value) in job.Environment) Add($"environment variable \"{name}\"", Value(value.Text, value.Secret));
        foreach (var (name, value) in job.Labels) if (!JobTries.IsLabel(name)) Add($"label \"{name}\"", value);
        foreach (var (name, value) in job.Settings) Add($"setting \"{name}\"", value);
        foreach (var parameter in job.Parameters) Add($"parameter \"{parameter.Name}\"", Value(parameter.Text, parameter.Secret));
        foreach (var input in job.Inputs)
        {
            var data = inputDigests.GetValueOrDefault(input.Name) ?? input.Location?.ToString();
            if (data is null) continue;
            Add(
                $"input \"{input.Name}\"",
                List(
                [
                    data, input.MountPath, input.MountAccess.ToString(), .. Set("options", input.MountOptions),
                    .. Set("version", input.DatasetVersion),
                ]));
        }

        foreach (var output in job.Outputs)
        {
            Add(
                $"output \"{output.Name}\"",
                List(
                [
                    output.Location?.ToString() ?? "", output.MountPath, .. Set("options", output.MountOptions),
                    .. Set("version", output.DatasetVersion), .. Set("append", output.Append ? "true" : null),
                    .. Set("checkpoint", output.IsCheckpoint ? "true" : null),
                ]));
        }

        return new(parts);

        void Add(string name, string? value)
        {
            if (value is not null) parts[name] = value;
        }
    }

    /// <summary>The beginning of each part's digest: it tells that two differ, and not what is in it.</summary>
    public Dictionary<string, string> ShortParts() => _parts.ToDictionary(p => p.Key, p => HashOf(p.Value)[..ShortLength]);

    private static string Value(string? text, Secret? secret) => secret is null ? "text " + text : "secret " + secret.Reference;

    /// <summary>The entry of a setting in a list; none where it is not set.</summary>
    private static string[] Set(string name, string? value) => value is null ? [] : [$"{name} {value}"];

    /// <summary>A list as one string, from which no other list gives the same.</summary>
    private static string List(IEnumerable<string> items) => string.Concat(items.Select(Counted));

    private static string Counted(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");

    private static string? Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
