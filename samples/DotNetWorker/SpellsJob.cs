using System.ComponentModel.DataAnnotations;
using Pai.Jobs;

namespace DotNetWorker;

/// <summary>Finds the longest dry and wet spell of each year. Both sides use it: the one that submits, and the job.</summary>
[ProcessingJob("./DotNetWorker worker", SourceProject = ".", InstanceType = "local", BaseJobName = "spells", MaxRunTimeSeconds = 300)]
public sealed partial record SpellsJob
{
    /// <summary>A file with a line for each day: date, precipitation and more.</summary>
    [Input]
    public required DataLocation Weather { get; init; }

    /// <summary>The spells as a table.</summary>
    [Output]
    public OssUri? Table { get; init; }

    /// <summary>The spells as a picture.</summary>
    [Output]
    public OssUri? Chart { get; init; }

    /// <summary>The precipitation, in millimetres, from which on a day is wet.</summary>
    [Parameter, Range(0.1, 100.0)]
    public double WetFrom { get; init; } = 1;

    /// <summary>The first day that counts.</summary>
    [Parameter]
    public DateOnly From { get; init; } = new(2012, 1, 1);

    /// <summary>The last day that counts; null for the last there is.</summary>
    [Parameter]
    public DateOnly? To { get; init; }
}
