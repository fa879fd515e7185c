namespace Pai.Jobs.Generators.Parsing;

/// <summary>Checks a location that stands in the code, with the library's own reader.</summary>
internal static class LocationLiteral
{
    /// <summary>The fault, as the run would say it, or null.</summary>
    public static string? ProblemOf(string text, string type) => type switch
    {
        KnownNames.OssUri => LocationProblem.OfOss(text),
        KnownNames.NasUri => LocationProblem.OfNas(text),
        KnownNames.CpfsUri => LocationProblem.OfCpfs(text),
        KnownNames.DatasetId => LocationProblem.OfDataset(text),
        KnownNames.LocalPath => LocationProblem.OfPath(text),
        _ => LocationProblem.OfAny(text),
    };
}
