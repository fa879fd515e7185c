using System.Globalization;
using System.Text;
using System.Text.Json;
using Pai.Jobs.Internal.Submitting;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>
/// The file of a batch: lines of JSON that are only added. The first names the batch, then each job has a line with its submit key, one
/// when it is submitted and one when it has ended. A last line without an end is not there. One process at a time has it.
/// </summary>
internal sealed class BatchLedger : IDisposable
{
    private const int Version = 1;
    private const int DigestLength = 16;

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly FileStream _file;
    private readonly Dictionary<int, LedgerLine> _ends = [];
    private readonly Dictionary<int, string> _keys = [];
    private string _id = "";
    private long _end;

    private BatchLedger(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Opens the file of a batch, and checks that it is that of these jobs. It then has a line for each of them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="backend">The backend that runs the jobs.</param>
    /// <param name="jobs">The jobs, all values resolved.</param>
    /// <param name="check">
    /// Refuses the batch, before the file has a line of its jobs; its argument says whether a job has ended.
    /// </param>
    /// <exception cref="JobException">It cannot be used: another process has it, or it belongs to other jobs.</exception>
    public static BatchLedger Open(
        string path, JobBackend backend, IReadOnlyList<JobSubmission> jobs, Action<Func<int, bool>> check)
    {
        var ledger = new BatchLedger(path, OpenFile(path));
        try
        {
            ledger.Read(backend);
            check(ledger._ends.ContainsKey);
            ledger.AddJobs(jobs);
            return ledger;
        }
        catch (Exception e)
        {
            ledger.Dispose();
            if (e is IOException or UnauthorizedAccessException) throw Unusable(path, e.Message, e);
            throw;
        }
    }

    /// <summary>The id of the batch: the same each time it is resumed.</summary>
    public string Id => _id;

    /// <summary>The submit key of a job.</summary>
    public string KeyOf(int job) => _keys[job];

    /// <summary>The end of a job; null where it is not recorded.</summary>
    public JobInfo? EndOf(int job) => _ends.GetValueOrDefault(job)?.ToInfo();

    /// <summary>Records that a job was submitted, or another try of it.</summary>
    public void Submitted(int job, JobInfo info) => Add(new() { Job = job, Id = info.Id, Name = info.Name }, isDurable: false);

    /// <summary>Records how a job has ended.</summary>
    public void Ended(int job, JobInfo info) => Add(LedgerLine.OfEnd(job, info), isDurable: true);

    public void Dispose() => _file.Dispose();

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new JobException(
                $"The ledger {path} cannot be opened: {e.Message} Another process is using it: wait for that process, or stop it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e.Message, e);
        }
    }

    private void Read(JobBackend backend)
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        // What follows the last end of a line is what a killed process has begun to write.
        _end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes, 0, (int)_end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            _id = RandomText.Create(8) + RandomText.Create(8);
            Add(new() { Ledger = _id, Version = Version, Backend = backend.Name }, isDurable: true);
            return;
        }

        var header = Parse(lines[0], 1);
        if (header is not { Ledger: { Length: > 0 } id, Version: Version })
            throw Unusable(_path, $"its first line is not that of a ledger of version {Version}.");
        if (header.Backend != backend.Name)
        {
            throw Unusable(
                _path, $"it belongs to a batch on the backend \"{header.Backend}\", and this one is \"{backend.Name}\".");
        }

        _id = id;
        for (var i = 1; i < lines.Length; i++) Take(Parse(lines[i], i + 1));
    }

    private LedgerLine Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LedgerJson.Default.LedgerLine) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw Unusable(_path, string.Create(CultureInfo.InvariantCulture, $"line {number} is damaged: {e.Message}"), e);
        }
    }

    private void Take(LedgerLine line)
    {
        if (line.Job is not { } job) return;
        if (line.Key is { } key) _keys[job] = key;
        else if (line.IsEnd) _ends[job] = line;
    }

    private void AddJobs(IReadOnlyList<JobSubmission> jobs)
    {
        if (_keys.Count > jobs.Count)
        {
            throw Unusable(
                _path,
                string.Create(
                    CultureInfo.InvariantCulture, $"it belongs to a batch of {_keys.Count} jobs, and this one has {jobs.Count}."));
        }

        var keys = jobs.Select((job, i) => KeyFor(i, job)).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            if (_keys.TryGetValue(i, out var known) && known != keys[i])
            {
                throw Unusable(
                    _path,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the values or options of the job at index {i} ({jobs[i].RecordName}) differ from those that it was made with."));
            }
        }

        using var lines = new MemoryStream();
        for (var i = 0; i < keys.Count; i++)
            if (_keys.TryAdd(i, keys[i])) Write(lines, new() { Job = i, Key = keys[i], Record = jobs[i].RecordName });
        if (lines.Length > 0) Append(lines, isDurable: true);
    }

    /// <summary>
    /// The ledger, the index in the list, and the record, its values and the options. Code and input data are compared under the key.
    /// </summary>
    private string KeyFor(int index, JobSubmission job)
    {
        var content = SubmissionContent.Of(job, codeSha256: null, new Dictionary<string, string>());
        return string.Create(CultureInfo.InvariantCulture, $"batch/{_id}/{index}/{content.Digest[..DigestLength]}");
    }

    private void Add(LedgerLine line, bool isDurable)
    {
        using var lines = new MemoryStream();
        Write(lines, line);
        lock (_lock) Append(lines, isDurable);
    }

    private static void Write(MemoryStream lines, LedgerLine line)
    {
        JsonSerializer.Serialize(lines, line, LedgerJson.Default.LedgerLine);
        lines.WriteByte((byte)'\n');
    }

    private void Append(MemoryStream lines, bool isDurable)
    {
        try
        {
            // Where a line could not be written whole, its beginning must not become that of the next.
            if (_file.Length != _end) _file.SetLength(_end);
            _file.Position = _end;
            _file.Write(lines.GetBuffer(), 0, (int)lines.Length);
            _file.Flush(isDurable);
            _end += lines.Length;
        }
        catch (IOException e)
        {
            throw new JobException(
                $"The ledger {_path} cannot be written: {e.Message} The jobs continue; the batch can be resumed with it.", e);
        }
    }

    private static JobException Unusable(string path, string reason, Exception? e = null) => new(
        $"The ledger {path} cannot be used: {reason} Nothing was submitted. Use another file for another batch.", e);
}
