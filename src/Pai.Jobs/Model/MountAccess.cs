namespace Pai.Jobs;

/// <summary>The access that a job has to a mounted channel.</summary>
public enum MountAccess
{
    /// <summary>The kind's own: inputs are read-only, outputs are read-write.</summary>
    Default,

    /// <summary>Read only (<c>RO</c>).</summary>
    ReadOnly,

    /// <summary>Read and write (<c>RW</c>).</summary>
    ReadWrite,
}
