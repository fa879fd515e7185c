using Pai.Jobs.Internal.Costs;
using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Running;

/// <summary>The code of jobs that is published from a project: once for each project, however many jobs of a session have it.</summary>
internal sealed class ProjectCode
{
    private readonly ProjectPublisher _publisher;

    public ProjectCode(Func<string, string?> environment)
        : this(new ProjectPublisher(() => FolderOf(environment), () => DotNetPublish.FindDotNet(environment))
        {
            // What the session that submits needs; a new price is no new code.
            LeftOut = [PriceList.FileName],
        })
    {
    }

    internal ProjectCode(ProjectPublisher publisher) => _publisher = publisher;

    /// <summary>The submission with the folder of its published project. A project that cannot be published is a problem of it.</summary>
    public async Task<JobSubmission> PublishAsync(JobSubmission job, BackendContext context, CancellationToken cancellationToken)
    {
        // With a folder too, that is a problem already.
        if (job.ProjectPath is not { } project || job.SourcePath is not null) return job;
        try
        {
            var folder = await _publisher.PublishAsync(project, () => Log.Publishing(context.Logger, project), cancellationToken)
                .ConfigureAwait(false);
            return job with { SourcePath = folder };
        }
        catch (JobException e)
        {
            return job with { Problems = [.. job.Problems, new("SourceProject", e.Message)] };
        }
    }

    /// <summary>Beside the local runs of a user, as the environment has it.</summary>
    private static string FolderOf(Func<string, string?> environment)
    {
        if (environment("XDG_STATE_HOME") is { Length: > 0 } state) return Path.Combine(Path.GetFullPath(state), "pai-jobs", "projects");
        var home = environment("HOME") is { Length: > 0 } unix ? unix : environment("USERPROFILE");
        return home is { Length: > 0 }
            ? Path.Combine(Path.GetFullPath(home), ".local", "state", "pai-jobs", "projects")
            : throw new JobException("There is no folder for published projects: set HOME, or XDG_STATE_HOME to a folder.");
    }
}
