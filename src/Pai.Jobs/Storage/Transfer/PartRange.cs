namespace Pai.Jobs.Internal.Storage;

/// <summary>A part of an object.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct PartRange(int Number, long Offset, long Length)
{
    /// <summary>The part with a number, of an object of a length.</summary>
    public static PartRange Of(int number, long length, long partSize)
    {
        var offset = (number - 1) * partSize;
        return new(number, offset, Math.Min(partSize, length - offset));
    }

    /// <summary>All parts of an object.</summary>
    public static IEnumerable<PartRange> All(long length, long partSize) =>
        Enumerable.Range(1, PartSizes.CountOf(length, partSize)).Select(n => Of(n, length, partSize));
}
