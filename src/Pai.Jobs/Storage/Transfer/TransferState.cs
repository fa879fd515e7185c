namespace Pai.Jobs.Internal.Storage;

/// <summary>Finds the folder of the checkpoints of uploads.</summary>
internal static class TransferState
{
    public static string Find(Func<string, string?> environment)
    {
        if (NotEmpty(environment("XDG_STATE_HOME")) is { } state && Path.IsPathFullyQualified(state)) return Below(state);
        var home = NotEmpty(environment("HOME")) ?? NotEmpty(environment("USERPROFILE"));
        // Without a home, uploads are resumed as long as the temporary folder lives.
        return home is null ? Below(Path.GetTempPath()) : Below(Path.Combine(home, ".local", "state"));
    }

    private static string Below(string folder) => Path.Combine(folder, "pai-jobs", "transfers");

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
