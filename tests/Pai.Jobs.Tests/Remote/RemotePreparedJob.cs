namespace Pai.Jobs.Tests;

/// <summary>A job that a remote backend has prepared, with what its engine has.</summary>
internal sealed class RemotePreparedJob(JobBackend backend, PreparedJob local) : PreparedJob(backend, local.Submission, local.Marker)
{
    public PreparedJob Local => local;
}
