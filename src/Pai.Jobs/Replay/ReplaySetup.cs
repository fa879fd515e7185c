using System.Globalization;
using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Local;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Replay;

/// <summary>A run, and the backend of this machine on which it is repeated.</summary>
internal sealed class ReplaySetup
{
    private const string ThisMachine = "this machine";

    private readonly RunAgain _job;
    private readonly ReplayOptions _options;
    private readonly bool _usesDocker;

    private ReplaySetup(RunAgain job, ReplayOptions options, LocalBackend backend, bool usesDocker) =>
        (_job, _options, Backend, _usesDocker) = (job, options, backend, usesDocker);

    public LocalBackend Backend { get; }

    /// <summary>Reads the run, and opens a backend, which the caller disposes.</summary>
    public static async Task<ReplaySetup> CreateAsync(JobRun run, ReplayOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var job = await RunAgain.ReadAsync(run, cancellationToken).ConfigureAwait(false);
        var context = run.Backend.Context;
        var isImageKnown = (job.Record.Image ?? job.File.Definition.Image) is not null;
        var usesDocker = options.UseDocker
            ?? (options.Local.Isolation == LocalIsolation.Docker
                || (options.Local.Isolation is null && isImageKnown
                    && await DockerEngine.AnswersAsync(context.TimeProvider, cancellationToken).ConfigureAwait(false)));
        var local = options.Local;
        var backend = new LocalBackend(new()
        {
            RunsDirectory = local.RunsDirectory ?? (run.Backend as LocalBackend)?.RunsDirectory,
            Isolation = usesDocker ? LocalIsolation.Docker : local.Isolation,
            AsRoot = local.AsRoot,
            GracePeriod = local.GracePeriod,
            PreemptAfter = local.PreemptAfter,
            Preemptions = local.Preemptions,
            KeepWorkFiles = local.KeepWorkFiles,
            InputCacheBytes = local.InputCacheBytes,
            PassEnvironment = local.PassEnvironment,
        });
        // What runs here costs nothing, wherever the run was.
        backend.Open(context with { IsFree = true });
        return new(job, options, backend, usesDocker);
    }

    /// <exception cref="JobValidationException">Something cannot be as it is asked for.</exception>
    public async Task<ReplayPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var problems = new List<JobProblem>();
        var selections = SelectionsOf(problems);
        var changes = ChangesOf(problems);
        try
        {
            _job.With(changes);
        }
        catch (JobValidationException e)
        {
            problems.AddRange(e.Problems);
        }

        if (problems.Count > 0) throw new JobValidationException(_job.File.Definition.RecordName, problems);
        var note = $"A replay of {_job.Original.Name} ({_job.Original.Id}).";
        var prepared = (LocalPreparedJob)await _job.PrepareAsync(
            Backend,
            changes,
            s => s with { Selections = selections, Notes = [note], PythonEnvironment = _options.PythonEnvironment },
            cancellationToken).ConfigureAwait(false);
        CheckNamedFiles(prepared, problems);
        if (problems.Count > 0) throw new JobValidationException(_job.File.Definition.RecordName, problems);
        var files = prepared.OssInputs.SelectMany(i => i.Objects).Where(o => !o.IsFolder).ToList();
        return new()
        {
            Job = prepared,
            Differences = [.. DifferencesOf(prepared)],
            InputFiles = files.Count,
            InputBytes = files.Sum(f => f.Info.Size),
        };
    }

    private Dictionary<string, InputSelection> SelectionsOf(List<JobProblem> problems)
    {
        if (_options.MaxFilesPerInput < 0)
            problems.Add(new("MaxFilesPerInput", $"is {_options.MaxFilesPerInput}; it must be 0 or more."));
        if (_options.MaxBytesPerInput < 0)
            problems.Add(new("MaxBytesPerInput", $"is {_options.MaxBytesPerInput}; it must be 0 or more."));
        var names = _job.File.Definition.Inputs.Select(i => i.Name).ToList();
        foreach (var name in _options.Files.Keys.Where(n => !names.Contains(n)))
        {
            var advice = NearestName.Find(name, names) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";
            problems.Add(new($"input \"{name}\"", $"is not declared by the job.{advice}"));
        }

        return names.ToDictionary(n => n, n => new InputSelection
        {
            MaxFiles = _options.MaxFilesPerInput,
            MaxBytes = _options.MaxBytesPerInput,
            Files = [.. (_options.Files.GetValueOrDefault(n) ?? []).Select(p => PatternOf(n, p, problems)).OfType<Glob>()],
        });
    }

    private static Glob? PatternOf(string input, string pattern, List<JobProblem> problems)
    {
        var glob = pattern.Length == 0 ? null : Glob.Parse(pattern);
        if (glob is null) problems.Add(new($"input \"{input}\"", $"\"{pattern}\" is not a pattern: a \"[\" or a \"\\\" has no end."));
        return glob;
    }

    private RunChanges ChangesOf(List<JobProblem> problems)
    {
        var inputs = _options.LocalInputs.ToDictionary(i => i.Key, i => (string?)Path.GetFullPath(i.Value));
        foreach (var (name, location) in _job.Record.Values.Inputs)
        {
            if (inputs.ContainsKey(name)) continue;
            // What was uploaded is what the job had; the file here may have changed since.
            var had = _job.Record.Values.UploadedInputs.GetValueOrDefault(name) ?? location;
            if (had is OssUri or LocalPath || had.FilePath is not null)
            {
                if (had != location) inputs[name] = had.ToString();
                continue;
            }

            problems.Add(new(
                $"input \"{name}\"",
                $"is at {had}, which cannot be downloaded to this machine. Give a file or folder of this machine for it (LocalInputs)."));
        }

        return new()
        {
            IsLocal = true,
            Parameters = _options.Parameters,
            Environment = _options.Environment,
            Inputs = inputs,
            // Those of the run stay as they are.
            Outputs = _job.File.Definition.Outputs.ToDictionary(o => o.Name, _ => (string?)null),
            Unset = JobProperties.OutputPath,
            SourceDir = _options.SourceDir is { } source ? Path.GetFullPath(source) : null,
            Image = _usesDocker ? PublicImage(_job.Record.Image) : null,
        };
    }

    private void CheckNamedFiles(LocalPreparedJob prepared, List<JobProblem> problems)
    {
        foreach (var input in prepared.OssInputs)
        {
            if (input.LeftOut is not { Count: > 0 } left || !_options.Files.TryGetValue(input.Name, out var patterns)) continue;
            if (input.Objects.Any(o => !o.IsFolder)) continue;
            problems.Add(new(
                $"input \"{input.Name}\"",
                $"has no file that fits {string.Join(", ", patterns)}. It has {left.Count}, for instance {left[0].Path}."));
        }
    }

    private IEnumerable<RunDifference> DifferencesOf(LocalPreparedJob prepared)
    {
        if (_options.SourceDir is not null)
            yield return new() { Kind = RunDifferenceKind.Code, Before = "the code of the run", After = prepared.Submission.SourcePath };
        foreach (var (name, value) in _options.Parameters)
        {
            var before = _job.File.Parameters.FirstOrDefault(p => p.Name == name);
            yield return new()
            {
                Kind = RunDifferenceKind.Parameter,
                Name = name,
                Before = before?.Text is { } text ? SecretNames.Mask(name, text) : before?.Secret?.Reference,
                After = value is null ? null : SecretNames.Mask(name, value),
            };
        }

        foreach (var name in _options.Environment.Keys)
            yield return new() { Kind = RunDifferenceKind.Environment, Name = name, Before = "that of the run", After = "changed" };
        var image = _job.Record.Image ?? _job.File.Definition.Image ?? _job.File.Definition.Framework;
        if (!_usesDocker && image is not null)
            yield return new() { Kind = RunDifferenceKind.Image, Before = image, After = $"the programs of {ThisMachine}" };
        else if (_usesDocker && prepared.Image != image)
            yield return new() { Kind = RunDifferenceKind.Image, Before = image, After = prepared.Image };
        var hardware = _job.File.Definition.InstanceType ?? _job.File.Definition.ResourceId;
        if (hardware is not null && hardware != "local")
            yield return new() { Kind = RunDifferenceKind.Hardware, Before = hardware, After = ThisMachine };
        foreach (var difference in InputsOf(prepared)) yield return difference;
        foreach (var (name, location) in _job.Original.Outputs ?? new Dictionary<string, DataLocation>())
        {
            yield return new()
            {
                Kind = RunDifferenceKind.Output,
                Name = name,
                Before = location.ToString(),
                After = prepared.Outputs.GetValueOrDefault(name)?.ToString(),
            };
        }
    }

    private IEnumerable<RunDifference> InputsOf(LocalPreparedJob prepared)
    {
        foreach (var input in prepared.OssInputs)
        {
            if (input.LeftOut is not { Count: > 0 } left) continue;
            yield return new()
            {
                Kind = RunDifferenceKind.Input,
                Name = input.Name,
                Before = Amount([.. input.Objects, .. left]),
                After = Amount(input.Objects),
            };
        }

        foreach (var (name, path) in _options.LocalInputs)
        {
            yield return new()
            {
                Kind = RunDifferenceKind.Input,
                Name = name,
                Before = _job.Record.Values.Inputs.GetValueOrDefault(name)?.ToString(),
                After = Path.GetFullPath(path),
            };
        }
    }

    private static string Amount(IReadOnlyList<OssInputObject> objects)
    {
        var files = objects.Where(o => !o.IsFolder).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{files.Count} files, {files.Sum(f => f.Info.Size)} bytes");
    }

    /// <summary>The image under the host that is reached from outside of a VPC.</summary>
    private static string? PublicImage(string? image)
    {
        if (image?.Split('/', 2) is not [var host, var rest]) return image;
        return host.Replace("registry-vpc.", "registry.", StringComparison.Ordinal) + "/" + rest;
    }
}
