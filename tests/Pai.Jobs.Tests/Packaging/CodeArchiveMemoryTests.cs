namespace Pai.Jobs.Tests;

/// <summary>Counts what the whole process allocates, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(CodeArchiveMemoryTests), DisableParallelization = true)]
[Collection(nameof(CodeArchiveMemoryTests))]
public sealed class CodeArchiveMemoryTests
{
    [Fact]
    public async Task Memory_does_not_grow_with_the_size()
    {
        using var tree = new TempTree();
        await using (var big = File.Create(tree.In("big"))) big.SetLength(256 << 20);
        await tree.PlanAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await tree.PlanAsync();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 32 << 20);
    }
}
