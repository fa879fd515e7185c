using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>The prices file of a project, read once for each version of its text.</summary>
/// <param name="List">The prices that have no problem.</param>
/// <param name="Problems">All problems, in order.</param>
internal sealed record JobPrices(PriceList List, IReadOnlyList<PriceProblem> Problems)
{
    private static readonly ConditionalWeakTable<SourceText, JobPrices> s_files = new();

    /// <summary>The prices of a project; null where it has no prices file.</summary>
    public static JobPrices? Of(AnalyzerOptions options)
    {
        foreach (var file in options.AdditionalFiles)
            if (IsPrices(file.Path) && file.GetText() is { } text) return Of(text);
        return null;
    }

    public static JobPrices Of(SourceText text) => s_files.GetValue(text, static t => Read(t));

    /// <summary>True if a file has prices by its name.</summary>
    public static bool IsPrices(string path) => Path.GetFileName(path) == PriceList.FileName;

    private static JobPrices Read(SourceText text)
    {
        var problems = new List<PriceProblem>();
        return new(PricesReader.Read(text.ToString(), PriceList.FileName, problems), problems);
    }
}
