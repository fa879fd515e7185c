using System.Globalization;

namespace Pai.Jobs.Internal.Storage;

/// <summary>A range of bytes of an object.</summary>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many; null for all from the offset on.</param>
internal readonly record struct OssRange(long Offset, long? Length = null)
{
    /// <summary>The value of the <c>Range</c> header.</summary>
    public override string ToString() => Length is { } length
        ? string.Create(CultureInfo.InvariantCulture, $"bytes={Offset}-{Offset + length - 1}")
        : string.Create(CultureInfo.InvariantCulture, $"bytes={Offset}-");
}
