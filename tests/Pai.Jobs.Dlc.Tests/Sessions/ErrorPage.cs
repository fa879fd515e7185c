using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>
/// The messages that docs/errors.md explains: those in its code blocks for errors, where <c>…</c> stands for any characters.
/// </summary>
internal sealed partial class ErrorPage
{
    private readonly List<Regex> _messages;

    private ErrorPage(string page) => _messages =
    [
        .. Message().Matches(page)
            .SelectMany(m => m.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => Regex.Escape(line.Trim()).Replace("…", ".*?", StringComparison.Ordinal))
            .Select(pattern => new Regex($"^{pattern}$", RegexOptions.Singleline)),
    ];

    public static ErrorPage Read()
    {
        var page = new ErrorPage(File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/errors.md")));
        Assert.NotEmpty(page._messages);
        return page;
    }

    public bool Explains(string message) => _messages.Any(m => m.IsMatch(message));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"```error\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Message();
}
