using System.Globalization;
using System.Text;
using System.Text.Json;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.WebConsole.Tests.Logs;

/// <summary>The folder of a run of this machine, whose logs a test writes byte by byte.</summary>
internal sealed class FakeRun
{
    public const string Tag = "tag123";

    private readonly RunFolder _folder;
    private readonly string[] _nodes;

    public FakeRun(string runsDirectory, params string[] nodes)
    {
        Id = RunIds.Create(DateTimeOffset.UtcNow);
        _nodes = nodes;
        _folder = new(Path.Combine(runsDirectory, Id));
        var record = new RunRecord
        {
            Id = Id,
            Name = "fake",
            Record = "Fake",
            Created = DateTimeOffset.UtcNow,
            Isolation = "process",
            IsolationReason = "A test.",
            Submitter = ProcessIdentity.Current,
            GraceSeconds = "1",
            MaxSeconds = "0",
            Nodes = [.. nodes],
            Tag = Tag,
        };
        foreach (var (_, node) in _folder.Nodes(nodes))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(node.LogIndex)!);
            File.WriteAllText(node.StdoutLog, "");
            File.WriteAllText(node.StderrLog, "");
        }

        File.WriteAllText(_folder.RunFile, JsonSerializer.Serialize(record, RunRecordJson.Default.RunRecord));
    }

    public string Id { get; }

    public string PathOf(int node, LogStream stream) =>
        stream == LogStream.StandardError ? _folder.Node(node).StderrLog : _folder.Node(node).StdoutLog;

    public void Append(int node, LogStream stream, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(PathOf(node, stream), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }

    public void Append(int node, LogStream stream, string text) => Append(node, stream, Encoding.UTF8.GetBytes(text));

    /// <summary>Notes how long the files of a node are, as the supervisor does each second.</summary>
    public void Mark(int node, DateTimeOffset time)
    {
        var (stdout, stderr) = (LengthOf(node, LogStream.StandardOutput), LengthOf(node, LogStream.StandardError));
        var seconds = time.ToUnixTimeSeconds();
        var line = string.Create(CultureInfo.InvariantCulture, $"{seconds} {stdout} {seconds} {stderr}\n");
        File.AppendAllText(_folder.Node(node).LogIndex, line);
    }

    /// <summary>The run ends. What has no mark was written at this time.</summary>
    public void End(DateTimeOffset time)
    {
        for (var node = 0; node < _nodes.Length; node++)
        {
            foreach (var stream in (LogStream[])[LogStream.StandardOutput, LogStream.StandardError])
                if (File.Exists(PathOf(node, stream))) File.SetLastWriteTimeUtc(PathOf(node, stream), time.UtcDateTime);
        }

        File.WriteAllText(_folder.ExitFile, "0\n");
    }

    private long LengthOf(int node, LogStream stream) =>
        new FileInfo(PathOf(node, stream)) is { Exists: true } file ? file.Length : 0;
}
