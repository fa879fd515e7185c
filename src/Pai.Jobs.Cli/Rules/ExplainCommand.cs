using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Rules;

/// <summary><c>explain</c>: the page of a rule, which is in the tool.</summary>
internal static class ExplainCommand
{
    private const string Prefix = "rules/";

    public static CliCommand Create(CliOptions options)
    {
        var id = new Argument<string?>("rule")
        {
            Description = "The id of a rule. Without it, all are listed.",
            HelpName = "rule",
            Arity = ArgumentArity.ZeroOrOne,
        };
        id.CompletionSources.Add(_ => Ids().Select(i => new System.CommandLine.Completions.CompletionItem(i)));
        return new CliCommand(
            "explain", "Explain a rule of the compiler: the reason, and how to fix it.", "pai-jobs explain PAI2003", "pai-jobs explain")
        {
            id,
        }.Does(options, cli =>
        {
            if (cli.Get(id) is { } rule) WriteOne(Find(rule), cli);
            else if (cli.IsJson) CliJson.Write<IReadOnlyList<string>>([.. Ids()]);
            else WriteAll(cli);
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<string> Ids() => typeof(ExplainCommand).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(n => n[Prefix.Length..])
        .Order(StringComparer.Ordinal);

    /// <summary>The id as the rules write it: <c>2003</c> and <c>pai2003</c> are taken too.</summary>
    private static string Find(string rule)
    {
        var id = rule.Trim().ToUpperInvariant();
        if (!id.StartsWith("PAI", StringComparison.Ordinal)) id = "PAI" + id;
        var ids = Ids().ToList();
        if (ids.Contains(id)) return id;
        var block = ids.Where(i => id.Length >= 4 && i.StartsWith(id[..4], StringComparison.Ordinal)).ToList();
        throw new UsageException(block.Count > 0
            ? $"There is no rule \"{rule}\". The rules of its block are {block[0]} to {block[^1]}; pai-jobs explain lists all."
            : $"There is no rule \"{rule}\". pai-jobs explain lists all.");
    }

    private static string Read(string id)
    {
        using var reader = new StreamReader(typeof(ExplainCommand).Assembly.GetManifestResourceStream(Prefix + id)!);
        return reader.ReadToEnd().TrimEnd();
    }

    private static void WriteOne(string id, CliContext cli)
    {
        if (cli.IsJson) CliJson.Write<RuleJson>(new(id, Title(id), Read(id)));
        else CliTerminal.WriteData(Read(id));
    }

    private static void WriteAll(CliContext cli)
    {
        var table = new TextTable("rule", "title");
        foreach (var id in Ids()) table.Add(id, Title(id));
        table.WriteTo(cli.Terminal.Data);
    }

    /// <summary>The page's first line, without the id.</summary>
    private static string Title(string id)
    {
        var line = Read(id).Split('\n')[0].TrimStart('#', ' ');
        return line.StartsWith(id, StringComparison.Ordinal) ? line[id.Length..].TrimStart(':', ' ') : line;
    }
}

/// <summary>A rule, in JSON.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">The title.</param>
/// <param name="Page">The page, in Markdown.</param>
internal sealed record RuleJson(string Id, string Title, string Page);
