using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Pai.Jobs;

namespace JobService;

/// <summary>A request for a job.</summary>
/// <param name="Sentence">The sentence whose words are to be counted.</param>
/// <param name="Key">Makes the request safe to repeat: one job for each key.</param>
internal sealed record SubmitRequest(string Sentence, string? Key = null);

/// <summary>The state of a job, for clients of this service.</summary>
internal sealed record JobState(string Id, string Name, string Status, int? ExitCode, string? Reason)
{
    public static JobState Of(JobInfo info) => new(info.Id, info.Name, info.Status.ToString(), info.ExitCode, info.ReasonMessage);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SubmitRequest))]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ServiceJson : JsonSerializerContext;
