namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Tells what a service, a disk or a setting refuses from faults of the console's own.</summary>
internal static class Outage
{
    public static bool IsOne(Exception e) =>
        e is PaiException or IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException;
}
