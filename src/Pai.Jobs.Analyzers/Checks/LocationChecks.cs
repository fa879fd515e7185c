using Microsoft.CodeAnalysis;
using Pai.Jobs.Analyzers.Calls;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Reports locations in attributes that are none, with the location that was probably meant.</summary>
internal static class LocationChecks
{
    /// <param name="job">The job.</param>
    /// <param name="problem">What the parser found: what is wrong, the string, and the type that it is for.</param>
    public static void Report(JobAnalysisContext job, Problem problem) =>
        Report(job, problem.Location, problem.Arguments[0], problem.Arguments[1], problem.Arguments[2]);

    public static void Report(JobAnalysisContext job, Location? location, string problem, string text, string type)
    {
        var meant = NearestLocation.Of(text, type);
        job.Report(
            ChannelsRules.Location, location, meant is null ? [] : [meant], problem, NearestLocation.Question(meant));
    }
}
