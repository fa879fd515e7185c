namespace Pai.Jobs;

/// <summary>What a job may do with a mounted channel.</summary>
public enum MountAccess
{
    /// <summary>The kind's own: inputs are read-only, outputs are read-write.</summary>
    Default,

    /// <summary>Read only (<c>RO</c>).</summary>
    ReadOnly,

    /// <summary>Read and write (<c>RW</c>).</summary>
    ReadWrite,
}
