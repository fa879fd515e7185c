namespace Pai.Jobs;

/// <summary>A job that was submitted, by this process or another, with the outputs that its record declares.</summary>
/// <typeparam name="TOutputs">The generated type of outputs.</typeparam>
public sealed class JobRun<TOutputs> : JobRun
    where TOutputs : JobOutputs
{
    internal JobRun(IJobBackend backend, JobState state, TOutputs outputs)
        : base(backend, state) => Outputs = outputs;

    /// <summary>Where the outputs are, known from the submission on; what is there is complete when the job has succeeded.</summary>
    public TOutputs Outputs { get; }
}
