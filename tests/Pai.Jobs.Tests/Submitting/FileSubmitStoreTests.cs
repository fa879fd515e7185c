using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

public class FileSubmitStoreTests
{
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public async Task An_entry_is_written_once_and_has_an_age_by_the_clock()
    {
        using var folder = new TempFolder();
        var clock = new FakeTimeProvider(new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
        var store = new FileSubmitStore(folder.In("keys"), clock);

        Assert.Null(await store.TryReadAsync("ab/1-intent", default));
        Assert.True(await store.TryCreateAsync("ab/1-intent", Bytes("one"), default));
        Assert.False(await store.TryCreateAsync("ab/1-intent", Bytes("two"), default));
        clock.Advance(TimeSpan.FromMinutes(21));

        var entry = (await store.TryReadAsync("ab/1-intent", default))!;
        Assert.Equal(("one", TimeSpan.FromMinutes(21)), (Encoding.UTF8.GetString(entry.Content.Span), entry.Age));
        Assert.Equal([folder.In("keys/ab/1-intent")], Directory.GetFileSystemEntries(folder.In("keys/ab")));
    }

    [Fact]
    public async Task Of_many_writers_one_wins_and_readers_see_all_or_nothing()
    {
        using var folder = new TempFolder();
        var store = new FileSubmitStore(folder.In("keys"), TimeProvider.System);
        for (var round = 0; round < 20; round++)
        {
            var name = $"k/{round}";
            using var start = new Barrier(5);
            var writers = Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return store.TryCreateAsync(name, Bytes(new string((char)('a' + i), 5000)), default);
                },
                default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
            start.SignalAndWait();
            SubmitEntry? seen;
            while ((seen = await store.TryReadAsync(name, default)) is null) await Task.Yield();
            var won = await Task.WhenAll(writers);

            Assert.Single(won, w => w);
            Assert.Equal(new string((char)('a' + won.IndexOf(true)), 5000), Encoding.UTF8.GetString(seen.Content.Span));
        }

        Assert.Equal(20, Directory.GetFileSystemEntries(folder.In("keys/k")).Length);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_that_names_it()
    {
        using var folder = new TempFolder();
        folder.Write("keys", "a file");
        var store = new FileSubmitStore(folder.In("keys"), TimeProvider.System);

        var e = await Assert.ThrowsAsync<JobException>(() => store.TryCreateAsync("ab/1-intent", Bytes("one"), default));

        Assert.Contains(folder.In("keys"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_entry_submits_nothing()
    {
        foreach (var text in (string[])["", "{", "null", "{}", """{"key":null,"record":"a","marker":"m","digest":"d"}"""])
        {
            var e = Assert.Throws<JobException>(() => SubmitIntent.Read("ab/1-intent", new(Bytes(text), default)));
            Assert.Contains("ab/1-intent", e.Message, StringComparison.Ordinal);
        }
    }
}
