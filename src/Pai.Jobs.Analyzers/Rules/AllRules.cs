using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of job records, by id. Those of calls are with their analyzers.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticDescriptor> OfJobs { get; } =
        ImmutableArray.CreateRange<DiagnosticDescriptor>(
            [.. RecordRules.All, .. ResourcesRules.All, .. ChannelsRules.All, .. ParametersRules.All, .. CommandRules.All]);

    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } = Index();

    private static Dictionary<string, DiagnosticDescriptor> Index()
    {
        var index = new Dictionary<string, DiagnosticDescriptor>();
        foreach (var rule in OfJobs) index.Add(rule.Id, rule);
        return index;
    }
}
