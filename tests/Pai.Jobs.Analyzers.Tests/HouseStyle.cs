using System.Text.RegularExpressions;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>The patterns that the house style in docs/contributing.md bans, with its suggestions.</summary>
internal static class HouseStyle
{
    /// <summary>One row of the table in docs/contributing.md.</summary>
    /// <param name="Write">The suggestion.</param>
    /// <param name="Not">The words that are banned.</param>
    /// <param name="Pattern">Finds them, and lets legitimate uses of the same words pass. A space is any white space.</param>
    /// <param name="OnlySummaries">True if the words are fine elsewhere.</param>
    internal sealed record Row(string Write, string Not, string Pattern, bool OnlySummaries = false)
    {
        public Regex Regex { get; } = new(Pattern.Replace(" ", @"\s+", StringComparison.Ordinal), RegexOptions.CultureInvariant);
    }

    private const string Determiner = "(?:[Aa]|[Tt]he|[Ee]very|[Ee]ach|[Aa]ny|no|[Oo]ther|[Tt]hese|[Tt]hose|[Aa]ll|of)";

    private const string PlaceDeterminer =
        "(?:[Oo]ne|[Aa]nother|[Ss]ame|own|given|fresh|new|next|last|first|[Tt]his|real|safe|two|right|wrong|" + Determiner + ")";

    public static IReadOnlyList<Row> Table { get; } =
    [
        new("the fault: \"Invalid image reference\", \"is not an image reference\"", "is no …",
            @"(?<![Tt]here )\b(?:is|are|was|were) no (?!(?:longer|more than|less than|fewer than|larger than|later than)\b)"),
        new("string (\"plain text\" is fine)", "text",
            @"(?<![\w.])(?<!\b(?:[Pp]lain|[Cc]lear|[Cc]ipher) )[Tt]exts?\b(?!\.\w| files?\b| editor)"),
        new("character", "sign", $@"\b{Determiner} signs?\b"),
        new("location, position, folder", "place", $@"(?<!\b(?:takes?|taken|took|taking|in) )\b{PlaceDeterminer} places?\b"),
        new("continues", "goes on", @"\b[Gg]o(?:es|ing)? on\b(?! spot)"),
        new("A token that cancels the operation", "ends the call early", @"\b[Ee]nds? the (?:call|wait|operation) early\b"),
        new("the subject, or the passive: \"Call is not awaited\"", "nobody, no one", @"\b(?:[Nn]obody|[Nn]o one)\b"),
        new("releases", "lets go of", @"\b[Ll]ets? go of\b"),
        new("treated as", "taken for", @"\b(?:is|are|was|were|be) (?:not )?taken for\b|\bTaken for\b"),
        new("the fact: \"The service may have newer images\"", "has the last word", @"\bthe last word\b"),
        new("the fact: \"timed out\", \"specified twice\", \"not reproducible\"", "came to an end, said twice, tomorrow",
            @"\b(?:comes?|came) to an end\b|\bsaid twice\b|\btomorrow\b"),
        new("is not reported, is not checked", "nothing is said", @"\b[Nn]othing is said\b"),
        new("a noun or a verb in the third person: \"Gets\", \"The name of the run\"",
            "What, Whether, Who, Whoever, How, Where, When or Why at the start of a summary",
            @"\A(?:What|Whether|Who|Whoever|Whose|How|Where|When|Why)\b", OnlySummaries: true),
    ];

    /// <summary>What a title must be: a statement of the fault, without an article or a full stop.</summary>
    public static Regex Title { get; } = new(
        @"\A(?!(?:A|An|The) )(?=[A-Z][^.]{9,79}\z)"
            + @"(?:(?:Invalid|Unknown|Undefined|Unsupported|Duplicate|Missing) |"
            + @".*\b(?:is|are|has|have|does not|do not|cannot|maps?|overlap|fails|conflicts|contains|depends)\b).*\z",
        RegexOptions.CultureInvariant);

    /// <summary>The problems of a piece of prose, each with its line and the suggestion.</summary>
    public static IEnumerable<string> ProblemsOf(Prose prose) =>
        from row in Table
        where !row.OnlySummaries || prose.IsSummary
        from Match match in row.Regex.Matches(prose.Text)
        select $"{prose.Where(match.Index)}: \"{Around(prose.Text, match)}\" has \"{row.Not}\". Write: {row.Write}.";

    private static string Around(string text, Match match)
    {
        var start = Math.Max(0, match.Index - 30);
        var end = Math.Min(text.Length, match.Index + match.Length + 30);
        return Regex.Replace(text[start..end], @"\s+", " ").Trim();
    }
}
