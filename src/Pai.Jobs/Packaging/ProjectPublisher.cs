using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>
/// Publishes projects, each of them once: all jobs of a session have the same code. MSBuild builds only what has changed since another
/// process has published the project.
/// </summary>
/// <param name="folder">The folder of what is published. It need not exist, and may be deleted between two uses.</param>
/// <param name="findDotNet">Finds the program <c>dotnet</c>.</param>
internal sealed class ProjectPublisher(Func<string> folder, Func<string> findDotNet)
{
    /// <summary>The runtime identifier that jobs are published for.</summary>
    public const string Runtime = "linux-x64";

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Files beside the program that are not a part of the job's code.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The folder with the published program. The project is published, unless this publisher has done so.</summary>
    /// <param name="project">The absolute path of the project file.</param>
    /// <param name="publishing">Is called before the project is published.</param>
    /// <param name="cancellationToken">Ends the publishing, with its processes.</param>
    /// <exception cref="JobException">The project cannot be published. A later call tries again.</exception>
    public async Task<string> PublishAsync(string project, Action publishing, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(project, static _ => new());
        await entry.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Folder is { } done && Directory.Exists(done))
            {
                PublishedFolder.Use(done, TimeProvider.System);
                return done;
            }

            publishing();
            return entry.Folder = await PublishAsync(project, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private async Task<string> PublishAsync(string project, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder(), NameOf(project));
        try
        {
            Directory.CreateDirectory(own);
            // Two processes in one folder would take each other's half-written files.
            using var turn = await TargetLock.WaitAsync(Path.Combine(own, "lock"), s_poll, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
            // Empty: a file that the project had once would be a part of the code for ever.
            var target = Path.Combine(own, "publish");
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            await DotNetPublish.RunAsync(findDotNet(), project, Runtime, Path.Combine(own, "artifacts"), target, cancellationToken)
                .ConfigureAwait(false);
            foreach (var name in LeftOut) File.Delete(Path.Combine(target, name));
            return PublishedFolder.Keep(target, own, TimeProvider.System);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{project} cannot be published to {own}: {e.Message}", e);
        }
    }

    /// <summary>A name for people, and a digest that no other project has.</summary>
    private static string NameOf(string project)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)));
        return $"{Path.GetFileNameWithoutExtension(project)}-{digest[..16]}";
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public string? Folder { get; set; }
    }
}
