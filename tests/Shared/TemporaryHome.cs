using Pai.Jobs.Emulator;

namespace Pai.Jobs;

/// <summary>A person's home folder, which is temporary, with an environment that has nothing of this machine's but the path.</summary>
internal abstract class TemporaryHome : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout;
    private PaiEmulator? _emulator;

    protected TemporaryHome(TimeSpan timeout)
    {
        _timeout = new(timeout);
        Folder = Directory.CreateTempSubdirectory("pai-jobs-home-").FullName;
        Environment["HOME"] = Folder;
        Environment["PAI_JOBS_RUNS_DIR"] = Path.Combine(Folder, "runs");
        Environment["DOTNET_NOLOGO"] = "1";
        foreach (var name in (string[])["PATH", "DOTNET_ROOT", "TMPDIR", "LANG"])
            if (System.Environment.GetEnvironmentVariable(name) is { } value) Environment[name] = value;
    }

    /// <summary>The home folder, which is also the current one of what is started.</summary>
    public string Folder { get; }

    /// <summary>The variables that programs are started with.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public PaiEmulator Emulator => _emulator ?? throw new InvalidOperationException("The home has no emulator.");

    /// <summary>Ends what hangs.</summary>
    public CancellationToken Timeout => _timeout.Token;

    /// <summary>Writes a file below the home folder.</summary>
    /// <returns>Its path.</returns>
    public string Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string path, byte[] content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return full;
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
        _timeout.Dispose();
        TemporaryFiles.Delete(Folder);
    }

    /// <summary>Starts an emulator with a bucket, <c>bucket</c>, and a workspace, 1; the environment leads to it.</summary>
    protected async Task<PaiEmulator> StartEmulatorAsync(Action<PaiEmulatorOptions>? change = null)
    {
        _emulator = await TemporaryEmulator.StartAsync(change);
        foreach (var (name, value) in TemporaryEmulator.EnvironmentOf(_emulator)) Environment[name] = value;
        return _emulator;
    }
}
