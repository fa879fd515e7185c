namespace Pai.Jobs;

/// <summary>One way to keep a job apart from the machine. It writes the scripts of a run's folder that enter and leave it.</summary>
internal abstract class Sandbox
{
    public abstract LocalIsolation Isolation { get; }

    /// <summary>What cannot be done in this sandbox.</summary>
    public abstract IEnumerable<JobProblem> Validate(JobSubmission job, string runsDirectory);

    /// <summary>Where the launch script runs.</summary>
    public abstract LaunchPlace PlaceOf(RunFolder folder);

    /// <summary>Writes <c>enter.sh</c>, which the supervisor reads (its last line starts with <c>group</c>), and whatever else is needed.</summary>
    /// <param name="staging">The folder, where it is being prepared.</param>
    /// <param name="final">The folder, under the name it will have when the scripts run.</param>
    /// <param name="job">The job.</param>
    /// <param name="outputs">The location of every output channel.</param>
    public abstract void Prepare(RunFolder staging, RunFolder final, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs);

    public static Sandbox Of(LocalIsolation isolation) => isolation switch
    {
        LocalIsolation.Namespace => new NamespaceSandbox(NamespaceProbe.Machine.OwnProcesses),
        LocalIsolation.Docker => new DockerSandbox(),
        _ => new ProcessSandbox(),
    };

    /// <summary>The path of an output on this machine, where it was given one of its own.</summary>
    protected static string? OwnPath(OutputChannel output, RunFolder final, IReadOnlyDictionary<string, DataUri> outputs)
    {
        var path = Path.TrimEndingDirectorySeparator(outputs[output.Name].FilePath!);
        return path == Path.TrimEndingDirectorySeparator(final.ForContract(output.MountPath)) ? null : path;
    }
}
