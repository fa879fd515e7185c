namespace Pai.Jobs.Internal.Storage;

/// <summary>The limits of the service for objects in parts, and the sizes of parts that keep within them.</summary>
internal static class PartSizes
{
    public const long Smallest = 100 << 10;
    public const long Default = 6 << 20;
    public const long Largest = 5L << 30;
    public const int MaxCount = 10_000;

    /// <summary>The most bytes that one request puts.</summary>
    public const long LargestPut = 5L << 30;

    /// <summary>For a stream of unknown length, the part size doubles after so many parts.</summary>
    public const int StreamStep = 1_000;

    private const long Grain = 1 << 20;

    /// <summary>The size of all parts but the last: the wanted one, or the next whole MiB that makes no more than 10,000 parts.</summary>
    public static long ForLength(long length, long wanted) =>
        length <= wanted * MaxCount ? wanted : (length / MaxCount + Grain) / Grain * Grain;

    public static int CountOf(long length, long partSize) => (int)((length + partSize - 1) / partSize);

    /// <summary>The size of a part of a stream whose length is not known.</summary>
    /// <param name="number">The part's number, from 1.</param>
    /// <param name="wanted">The size of the first parts.</param>
    public static long InStream(int number, long wanted) => Math.Min(Largest, wanted << ((number - 1) / StreamStep));
}
