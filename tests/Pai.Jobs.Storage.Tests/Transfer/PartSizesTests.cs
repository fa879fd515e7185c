using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class PartSizesTests
{
    private const long MiB = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6 * MiB * 10_000)]
    [InlineData(6 * MiB * 10_000 + 1)]
    [InlineData(1L << 40)]
    [InlineData(5L << 30 << 13)]
    public void An_object_has_ten_thousand_parts_at_most(long length)
    {
        var size = PartSizes.ForLength(length, PartSizes.Default);

        Assert.InRange(size, PartSizes.Default, PartSizes.Largest);
        Assert.InRange(PartSizes.CountOf(length, size), 0, PartSizes.MaxCount);
        Assert.Equal(length <= 6 * MiB * 10_000, size == PartSizes.Default);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 10)]
    [InlineData(10, 3)]
    [InlineData(9, 3)]
    public void The_parts_cover_the_object_without_a_gap(long length, long partSize)
    {
        var next = 0L;
        foreach (var (part, i) in PartRange.All(length, partSize).Select((p, i) => (p, i)))
        {
            Assert.Equal(i + 1, part.Number);
            Assert.Equal(next, part.Offset);
            Assert.InRange(part.Length, 1, partSize);
            next += part.Length;
        }

        Assert.Equal(length, next);
    }

    [Fact]
    public void The_parts_of_a_stream_grow_to_what_one_object_may_have()
    {
        var sizes = Enumerable.Range(1, PartSizes.MaxCount).Select(n => PartSizes.InStream(n, PartSizes.Default)).ToList();

        Assert.Equal(6 * MiB, sizes[999]);
        Assert.Equal(12 * MiB, sizes[1000]);
        Assert.Equal(sizes.Order(), sizes);
        Assert.InRange(sizes.Sum(), 5L << 40, 49L << 40);
        // The memory of a call holds up to here: docs/storage.md names the number.
        Assert.Equal(90_000 * MiB, sizes.TakeWhile(s => s <= 48 * MiB).Sum());
        Assert.All(sizes, s => Assert.InRange(s, PartSizes.Smallest, PartSizes.Largest));
    }
}
