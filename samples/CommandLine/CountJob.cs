using System.ComponentModel.DataAnnotations;
using Pai.Jobs;

namespace WordCount;

/// <summary>Counts the words of a file.</summary>
[ProcessingJob("python3 main.py", SourceDir = "count_job", InstanceType = "local", Description = "Counts the words of a file")]
public sealed partial record CountJob
{
    /// <summary>A file of plain text.</summary>
    [Input]
    public required DataLocation Text { get; init; }

    /// <summary>A line for each word: the word and its number.</summary>
    [Output]
    public DataLocation? Words { get; init; }

    /// <summary>The number of words.</summary>
    [Parameter(Description = "The number of words in the list"), Range(1, 1000)]
    public int Most { get; init; } = 10;

    /// <summary>The order of the list.</summary>
    [Parameter(Description = "The order of the list")]
    public WordOrder Order { get; init; } = WordOrder.Frequent;
}

/// <summary>The order of a list of words.</summary>
public enum WordOrder
{
    /// <summary>The most frequent word first.</summary>
    Frequent,

    /// <summary>By the alphabet.</summary>
    Alphabetic,
}
