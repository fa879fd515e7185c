namespace Pai.Jobs;

/// <summary>One thing that keeps a job from being submitted.</summary>
/// <param name="Subject">The subject of the problem: <c>InstanceCount</c>, <c>input "corpus"</c>, <c>parameter "max_retry"</c>.</param>
/// <param name="Message">The value, the reason and the nearest right thing, in a sentence.</param>
public sealed record JobProblem(string Subject, string Message)
{
    /// <summary>Subject and message on one line.</summary>
    public override string ToString() => $"{Subject}: {Message}";
}
