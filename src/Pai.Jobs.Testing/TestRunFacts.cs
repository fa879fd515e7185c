namespace Pai.Jobs.Internal.Testing;

/// <summary>The events, metrics and values of a job, from its script.</summary>
internal static class TestRunFacts
{
    /// <summary>The events up to a time.</summary>
    public static IEnumerable<JobEvent> EventsUntil(this TestRun run, DateTimeOffset now, string source)
    {
        foreach (var step in run.Past<ScriptStep>(now))
        {
            if (step is StatusStep status)
            {
                yield return new()
                {
                    Time = run.TimeOf(step),
                    Message = status.ReasonMessage ?? $"The job is {status.Status}.",
                    Reason = status.Status.ToString(),
                    Source = source,
                };
            }
            else if (step is EventStep happened)
            {
                yield return new()
                {
                    Time = run.TimeOf(step),
                    Message = happened.Message,
                    Reason = happened.Reason,
                    Severity = happened.Severity,
                    Source = source,
                };
            }
        }
    }

    /// <summary>The measurements up to a time that a query asks for, by kind, node and time.</summary>
    public static IEnumerable<MetricPoint> MetricsUntil(this TestRun run, DateTimeOffset now, MetricQuery query) =>
        run.Past<MetricStep>(now)
            .Where(m => query.Kinds.Count == 0 || query.Kinds.Contains(m.Kind))
            .Where(m => query.Node is null || m.Node == query.Node)
            .Where(m => !(run.TimeOf(m) < query.Since || run.TimeOf(m) >= query.Until))
            .OrderBy(m => m.Kind).ThenBy(m => m.Node, StringComparer.Ordinal).ThenBy(m => m.At)
            .Select(m => new MetricPoint { Time = run.TimeOf(m), Kind = m.Kind, Value = m.Value, Node = m.Node });

    /// <summary>The values that were submitted, without secrets that were given as such.</summary>
    public static SubmittedValues Values(this JobSubmission job) => new()
    {
        RecordName = job.RecordName,
        Inputs = job.Inputs.Where(i => i.Location is not null).ToDictionary(i => i.Name, i => i.Location!),
        Outputs = job.Outputs.Where(o => o.Location is not null).ToDictionary(o => o.Name, o => o.Location!),
        Parameters = job.Parameters.Where(p => p.Secret is not { IsInline: true })
            .ToDictionary(p => p.Name, p => p.Secret?.Reference ?? p.Text!),
    };

    /// <summary>Checks that each file of the script belongs to an output on this machine.</summary>
    /// <exception cref="InvalidOperationException">One does not.</exception>
    public static void CheckFiles(this Script script, IReadOnlyDictionary<string, DataLocation> outputs)
    {
        foreach (var file in script.Steps.OfType<FileStep>())
        {
            if (!outputs.TryGetValue(file.Output, out var location))
                throw new InvalidOperationException($"The script writes to the output \"{file.Output}\", which the job does not have.");
            if (location.FilePath is null)
            {
                throw new InvalidOperationException(
                    $"The script writes to the output \"{file.Output}\" at {location}, which is not on this machine.");
            }
        }
    }
}
