namespace Pai.Jobs.Internal.Replay;

/// <summary>A part of a run.</summary>
/// <param name="Shown">The string that is shown: that of a secret is masked.</param>
/// <param name="Content">The string that is compared.</param>
internal readonly record struct RunPart(string Shown, string Content)
{
    /// <summary>Shows the mask only.</summary>
    public override string ToString() => Shown;
}
