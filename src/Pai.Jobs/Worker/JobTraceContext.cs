using System.Diagnostics;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs;

/// <summary>The trace that the submitter of this job was in, as the job finds it in its environment.</summary>
/// <remarks>
/// <c>source.StartActivity("train", ActivityKind.Consumer, JobTraceContext.Parent)</c> makes the job's spans part of that trace. A job in
/// another language reads the variables <c>TRACEPARENT</c> and <c>TRACESTATE</c> itself.
/// </remarks>
public static class JobTraceContext
{
    /// <summary>
    /// The span that submitted this job, from <c>TRACEPARENT</c> and <c>TRACESTATE</c>. Where these are missing or malformed, the default
    /// value: a span with that parent begins a trace of its own.
    /// </summary>
    public static ActivityContext Parent => Read(Environment.GetEnvironmentVariable);

    /// <summary>The baggage of the submitter, from <c>BAGGAGE</c>; empty unless <see cref="RunOptions.PassBaggage"/> was set.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Baggage =>
        TraceVariables.Read(Environment.GetEnvironmentVariable(TraceVariables.Baggage));

    internal static ActivityContext Read(Func<string, string?> environment) =>
        ActivityContext.TryParse(environment(TraceVariables.Parent), environment(TraceVariables.State), isRemote: true, out var parent)
            ? parent
            : default;
}
