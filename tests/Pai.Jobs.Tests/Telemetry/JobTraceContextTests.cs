using System.Diagnostics;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Tests;

public class JobTraceContextTests
{
    [Fact]
    public void A_job_reads_the_span_that_submitted_it()
    {
        using var spans = new TracedSpans();
        spans.Root.TraceStateString = "vendor=1";
        var variables = TraceVariables.Current(withBaggage: false).ToDictionary();

        var parent = JobTraceContext.Read(variables.GetValueOrDefault);

        Assert.Equal((spans.Root.TraceId, spans.Root.SpanId), (parent.TraceId, parent.SpanId));
        Assert.Equal((true, "vendor=1", ActivityTraceFlags.Recorded), (parent.IsRemote, parent.TraceState, parent.TraceFlags));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-xyz")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    public void Without_a_valid_variable_there_is_no_parent(string? value) =>
        Assert.Equal(default, JobTraceContext.Read(name => name == "TRACEPARENT" ? value : null));

    [Fact]
    public void Baggage_is_read_back_as_it_was()
    {
        KeyValuePair<string, string?>[] baggage = [new("user", "ann b, c=1;é"), new("empty", null), new("not a name", "x")];

        var read = TraceVariables.Read(TraceVariables.Write(baggage));

        Assert.Equal([new("user", "ann b, c=1;é"), new("empty", "")], read);
        Assert.Equal([new("a", "1"), new("b", "2")], TraceVariables.Read(" a = 1 ;property=x,,=y,b=2"));
        Assert.Empty(TraceVariables.Read(null));
    }
}
