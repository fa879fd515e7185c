using System.Text.RegularExpressions;

namespace Pai.Jobs.Docs.Tests.Running;

/// <summary>The home folder of a reader of a page, who has the files that the page speaks of.</summary>
internal sealed partial class PageHome : TemporaryHome
{
    private const string Prices = "pai-jobs.prices.json";

    public PageHome(Snippet first)
        : base(TimeSpan.FromMinutes(20))
    {
        var quickStart = Path.Combine(Repository.Root, "samples", "QuickStart");
        foreach (var folder in (string[])["data", "weather_job"])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(quickStart, folder)))
                Write(Path.Combine(folder, Path.GetFileName(file)), File.ReadAllBytes(file));
        Write("train/main.py", "import os\nprint([os.environ[n] for n in ('PAI_HPS_DB_PASSWORD', 'API_KEY', 'HF_TOKEN')])\n");
        Write("corpus/train.csv", "1,2\n3,4\n");
        Write("api-key.txt", "not-a-real-key\n");
        Write(".microsoft/usersecrets/acme-train/secrets.json", """{ "Db:Password": "not-a-real-password" }""");
        Environment["HF_TOKEN"] = "not-a-real-token";
        // Where a Docker engine is, a replay would pull the image of the run.
        Environment["DOCKER_HOST"] = "unix://" + Path.Combine(Folder, "no-docker.sock");
        if (first.IsOnDlc) Environment["PAI_JOBS_BACKEND"] = "dlc";

        var page = Path.Combine(Repository.Root, first.Page);
        var text = File.Exists(page) ? File.ReadAllText(page).ReplaceLineEndings("\n") : "";
        foreach (Match file in NewFile().Matches(text)) Write(file.Groups["name"].Value, file.Groups["content"].Value);
        if (File.Exists(Path.Combine(Folder, Prices))) Environment["PAI_JOBS_PRICES"] = Prices;
        Arguments = [.. Command().Matches(text).SelectMany(m => m.Groups["arguments"].Value.Split(' '))];
    }

    /// <summary>The arguments that the page gives to its program.</summary>
    public string[] Arguments { get; }

    /// <summary>The file to compile a block to.</summary>
    public string AssemblyOf(Snippet snippet)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "bin")).FullName;
        return Path.Combine(folder, $"line-{snippet.Line}{(snippet.IsInJob ? PageHost.InJob : ".dll")}");
    }

    [GeneratedRegex(@"^<!-- new file: (?<name>.*?) -->\n```\w*\n(?<content>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex NewFile();

    [GeneratedRegex(@"^dotnet run (?:\w+\.cs )?-- (?<arguments>.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
