namespace Pai.Jobs;

/// <summary>The isolation of a local job from the machine.</summary>
public enum LocalIsolation
{
    /// <summary><see cref="Namespace"/> where it works, else <see cref="Process"/>. The default.</summary>
    Auto,

    /// <summary>
    /// A Linux user and mount namespace, without root and without Docker: <c>/ml</c> is there as in the container, the machine's other
    /// folders stay where they are, the job's source and inputs cannot be written to, and <c>/tmp</c> is the run's own.
    /// </summary>
    Namespace,

    /// <summary>A container of the job's image, by the <c>docker</c> command.</summary>
    Docker,

    /// <summary>
    /// A plain process: the contract's paths are in the <c>PAI_*</c> variables, and replaced in the command. Nothing is write-protected.
    /// </summary>
    Process,
}
