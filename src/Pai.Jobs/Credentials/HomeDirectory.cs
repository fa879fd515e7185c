namespace Pai.Jobs.Internal.Credentials;

/// <summary>The home directory of the user, by the variables of a session.</summary>
internal static class HomeDirectory
{
    public static string? Find(Func<string, string?> environment) =>
        (environment("HOME") ?? environment("USERPROFILE")) is { } home && !string.IsNullOrWhiteSpace(home) ? home : null;
}
