namespace Pai.Jobs.Internal.Running;

/// <summary>Finds the file or folder that a relative path of an input names.</summary>
internal static class InputPaths
{
    /// <summary>
    /// The input as it is where its path leads somewhere from the current directory; else with the path beside the program, where a source
    /// directory is looked for too.
    /// </summary>
    public static InputChannel Find(InputChannel input)
    {
        if (input.Location is not LocalPath path || Path.Exists(path.FullPath) || Path.IsPathRooted(path.ToString())) return input;
        var beside = Path.GetFullPath(path.ToString(), AppContext.BaseDirectory);
        return Path.Exists(beside) ? input with { Location = path.WithFilePath(beside) } : input;
    }
}
