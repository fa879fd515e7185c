using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class TargetLockTests
{
    [Fact]
    public void A_second_transfer_is_refused_until_the_first_has_ended()
    {
        using var folder = new TemporaryFolder();
        using (TargetLock.Take(folder / "l", "oss://b/c"))
        {
            var e = Assert.Throws<PaiException>(() => TargetLock.Take(folder / "l", "oss://b/c"));
            Assert.Contains("oss://b/c", e.Message, StringComparison.Ordinal);
        }

        Assert.Empty(folder.Files());
        TargetLock.Take(folder / "l", "oss://b/c").Dispose();
    }

    [Fact]
    public void What_a_crash_left_is_taken_over()
    {
        using var folder = new TemporaryFolder();
        folder.Write("l", "");

        TargetLock.Take(folder / "l", "oss://b/c").Dispose();

        Assert.Empty(folder.Files());
    }

    [Fact]
    public async Task Two_never_have_it_at_once()
    {
        using var folder = new TemporaryFolder();
        var holders = 0;
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                try
                {
                    using var held = TargetLock.Take(folder / "l", "x");
                    Assert.Equal(1, Interlocked.Increment(ref holders));
                    Interlocked.Increment(ref taken);
                    Interlocked.Decrement(ref holders);
                }
                catch (PaiException)
                {
                    Thread.Yield();
                }
            }
        })));

        Assert.InRange(taken, 1, 2000);
    }
}
