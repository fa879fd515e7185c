using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>A request that the console refuses, with what the page shows.</summary>
internal sealed class ConsoleException(int status, string code, string message, IReadOnlyList<ProblemJson>? problems = null)
    : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>A word for programs.</summary>
    public string Code { get; } = code;

    public IReadOnlyList<ProblemJson>? Problems { get; } = problems;

    public static ConsoleException Invalid(string name, string value, string reason) =>
        new(400, "invalid", $"\"{Shorten(value)}\" ({name}) {reason}.");

    public static ConsoleException NotFound(string message) => new(404, "notFound", message);

    private static string Shorten(string value) => Printable.Of(value.Length <= 100 ? value : value[..100] + "…");
}
