using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.JobFiles;

/// <summary>The job of a job file: it runs as a record does, and has no record.</summary>
internal sealed class FileJob(JobFile file) : IJob<FileJob, FileJob.Outputs>
{
    public IReadOnlyList<ParameterSchema> Schema => file.Schema;

    public JobValues ToValues() => file.Values;

    public static FileJob ReadFrom(JobReader reader) =>
        throw new JobReadException("The job is from a job file: its values are read with ReadJobAsync of its record.");

    /// <summary>The options of the file, below those of the caller.</summary>
    public RunOptions With(RunOptions? options)
    {
        options ??= new();
        var own = file.Options;
        return options with
        {
            JobName = options.JobName ?? own.JobName,
            SubmitKey = options.SubmitKey ?? own.SubmitKey,
            CodeSourceId = options.CodeSourceId ?? (options.SourceDir is null ? own.CodeSourceId : null),
            NodeResources = options.NodeResources ?? (options.InstanceType is null ? own.NodeResources : null),
            RegistryCredentials = options.RegistryCredentials ?? own.RegistryCredentials,
            KeepLog = options.KeepLog || own.KeepLog,
            PassBaggage = options.PassBaggage || own.PassBaggage,
        };
    }

    /// <summary>Outputs by name: <see cref="JobOutputs.ToDictionary"/>.</summary>
    internal sealed class Outputs : JobOutputs;
}
