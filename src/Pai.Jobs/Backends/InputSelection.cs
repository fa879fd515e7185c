using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Backends;

/// <summary>The part of an input on OSS that a run on this machine gets.</summary>
internal sealed record InputSelection
{
    /// <summary>The most files; null: all.</summary>
    public int? MaxFiles { get; init; }

    /// <summary>The most bytes of all files together; null: all.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>The patterns of the paths to take, whatever the limits; empty: the first ones within the limits.</summary>
    public IReadOnlyList<Glob> Files { get; init; } = [];
}
