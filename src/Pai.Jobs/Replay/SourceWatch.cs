using System.Threading.Channels;

namespace Pai.Jobs.Internal.Replay;

/// <summary>Waits until the code in a folder is another one: files that are not packed (<c>.paiignore</c>) do not count.</summary>
internal sealed class SourceWatch : IDisposable
{
    /// <summary>The time without a change after which the files of a save are taken to be complete.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
    });

    private readonly FileSystemWatcher _watcher;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private string? _sha256;
    private int _looks;

    /// <param name="folder">The folder.</param>
    /// <param name="sha256">The digest of the code as it is; null for none yet.</param>
    /// <param name="clock">The clock.</param>
    public SourceWatch(string folder, string? sha256, TimeProvider clock)
    {
        (_folder, _sha256, _clock) = (folder, sha256, clock);
        _watcher = new(folder) { IncludeSubdirectories = true };
        _watcher.Changed += Changed;
        _watcher.Created += Changed;
        _watcher.Deleted += Changed;
        _watcher.Renamed += Changed;
        // The buffer of the system is full: something has changed.
        _watcher.Error += (_, _) => Note();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Takes note of a change, as the system does.</summary>
    internal void Note() => _changes.Writer.TryWrite(true);

    /// <summary>The number of times that the code was read.</summary>
    internal int Looks => Volatile.Read(ref _looks);

    /// <summary>The digest of the code that is used now: a later one is a change.</summary>
    public void Use(string? sha256) => _sha256 = sha256;

    /// <summary>Returns when the code is another one, and nothing was saved for a moment.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _changes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            do await Task.Delay(Quiet, _clock, cancellationToken).ConfigureAwait(false);
            while (_changes.Reader.TryRead(out _));
            try
            {
                var archive = await CodeArchive.PlanAsync(_folder, cancellationToken: cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref _looks);
                if (archive.Sha256 == _sha256) continue;
                _sha256 = archive.Sha256;
                return;
            }
            catch (CodeArchiveException)
            {
                // A file is being written; its end is another change.
            }
        }
    }

    public void Dispose() => _watcher.Dispose();

    private void Changed(object sender, FileSystemEventArgs e) => Note();
}
