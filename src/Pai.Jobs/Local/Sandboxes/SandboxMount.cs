namespace Pai.Jobs.Internal.Local;

/// <summary>A folder or a file of this machine that a sandbox shows.</summary>
/// <param name="Source">Its absolute path on this machine.</param>
/// <param name="Target">The absolute path in the sandbox.</param>
/// <param name="ReadOnly">Whether the command cannot write to it.</param>
internal sealed record SandboxMount(string Source, string Target, bool ReadOnly)
{
    /// <summary>True if it is a file: it is mounted over a file, and nothing beside it is shown.</summary>
    public bool IsFile { get; init; }
}
