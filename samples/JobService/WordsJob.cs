using System.ComponentModel.DataAnnotations;
using Pai.Jobs;

namespace JobService;

/// <summary>Counts the words of a sentence. The job is this program itself, with the argument "worker".</summary>
[ProcessingJob("dotnet JobService.dll worker", SourceDir = ".", InstanceType = "local", BaseJobName = "words", MaxRunTimeSeconds = 300)]
public sealed partial record WordsJob
{
    /// <summary>The sentence.</summary>
    [Parameter, StringLength(10_000, MinimumLength = 1)]
    public required string Sentence { get; init; }

    /// <summary>A line for each word: the word and its count.</summary>
    [Output]
    public OssUri? Counts { get; init; }
}
