using System.Globalization;

namespace Pai.Jobs.Internal.Costs;

/// <summary>Loads the prices file of a session.</summary>
internal static class PricesFile
{
    /// <exception cref="JobException">It cannot be read, or has problems; the message has all of them.</exception>
    public static PriceList Load(string path, string source)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The prices file {path} ({source}) cannot be read: {e.Message}", e);
        }

        var problems = new List<PriceProblem>();
        var prices = PricesReader.Read(text, path, problems);
        if (problems.Count == 0) return prices;
        throw new JobException(
            $"The prices file {path} ({source}) is not valid, for {problems.Count} reason(s):" + string.Concat(problems.Select(
                p => string.Create(CultureInfo.InvariantCulture, $"\n  - line {p.Line}: {p.Message}."))));
    }
}
