namespace Pai.Jobs;

/// <summary>The kind of job that PAI-DLC runs; it decides the roles of the nodes and the distributed variables they get.</summary>
/// <remarks>Names are the service's own, case-sensitive. A job on one node is a <see cref="PyTorchJob"/> whatever it runs.</remarks>
public enum JobType
{
    /// <summary>One worker, or a master and workers, with <c>MASTER_ADDR</c>, <c>RANK</c> and <c>WORLD_SIZE</c>. The default.</summary>
    PyTorchJob,

    /// <summary>TensorFlow: chief, parameter servers, workers and an evaluator, described in <c>TF_CONFIG</c>.</summary>
    TFJob,

    /// <summary>MPI: a launcher and workers with a host file.</summary>
    MPIJob,

    /// <summary>XGBoost: as <see cref="PyTorchJob"/>, with its own port.</summary>
    XGBoostJob,

    /// <summary>OneFlow: as <see cref="PyTorchJob"/>.</summary>
    OneFlowJob,

    /// <summary>Elastic batch inference.</summary>
    ElasticBatchJob,

    /// <summary>Slurm.</summary>
    SlurmJob,

    /// <summary>Ray: a head and workers.</summary>
    RayJob,

    /// <summary>Data-Juicer data processing.</summary>
    DataJuicerJob,
}
