using System.Diagnostics;

namespace Pai.Jobs.Internal.Telemetry;

/// <summary>The end of a run, in the words of the conventions.</summary>
/// <param name="Record">The full name of the record; null where it is not known.</param>
/// <param name="Backend">The name of the backend.</param>
/// <param name="Result">One of <see cref="RunResults"/>.</param>
/// <param name="Error">The cause of a failure; null for a run that succeeded.</param>
internal readonly record struct RunEnd(string? Record, string Backend, string Result, string? Error)
{
    public TagList Tags(string? state = null)
    {
        var tags = new TagList
        {
            { AttributeNames.PipelineName, Record },
            { AttributeNames.Backend, Backend },
            { AttributeNames.Result, Result },
        };
        if (Error is not null) tags.Add(AttributeNames.ErrorType, Error);
        if (state is not null) tags.Add(AttributeNames.RunState, state);
        return tags;
    }
}

/// <summary>The values of <c>cicd.pipeline.result</c>.</summary>
internal static class RunResults
{
    public const string Success = "success";

    public const string Failure = "failure";

    public const string Error = "error";

    public const string Timeout = "timeout";

    public const string Cancellation = "cancellation";
}

/// <summary>The values of <c>cicd.pipeline.run.state</c>.</summary>
internal static class RunStates
{
    public const string Pending = "pending";

    public const string Executing = "executing";

    public const string Finalizing = "finalizing";
}
