using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Hosting.Tests;

/// <summary>The sample service as a process: its spans and those of its job are one trace.</summary>
[Trait("Kind", "Exhaustive")]
public sealed partial class JobServiceTests : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly TempFolder _runs = new();
    private readonly HttpClient _client = new();
    private readonly CancellationTokenSource _timeout = new(s_limit, TimeProvider.System);
    private readonly Process _service;

    public JobServiceTests()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = Path.Combine(output.Parent!.Parent!.FullName, "JobService", output.Name);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "JobService.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["PaiJobs__Local__RunsDirectory"] = _runs.Path;
        start.Environment["PaiJobs__Local__Isolation"] = "Process";
        start.Environment["PaiJobs__ConfigurationPath"] = Path.Combine(_runs.Path, "none.json");
        _service = Process.Start(start)!;
    }

    [Fact]
    public async Task A_job_of_the_service_is_in_the_trace_of_its_request()
    {
        _client.BaseAddress = new(await ReadUntilAsync(Listening()));

        Assert.Equal("Healthy", await _client.GetStringAsync("/health", _timeout.Token));
        using var bad = await _client.PostAsJsonAsync("/jobs", new { sentence = "" }, _timeout.Token);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        using var missing = await _client.GetAsync("/jobs/none", _timeout.Token);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

        using var accepted = await _client.PostAsJsonAsync("/jobs", new { sentence = "to be or not to be" }, _timeout.Token);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var location = accepted.Headers.Location!.ToString();
        var state = await _client.GetFromJsonAsync<JsonElement>(location + "?wait=true", _timeout.Token);
        var log = await _client.GetStringAsync(location + "/log", _timeout.Token);

        Assert.Equal("Succeeded", state.GetProperty("status").GetString());
        Assert.Contains("4 different words", log, StringComparison.Ordinal);
        var worker = SpanOf(log, "count words");
        var submitter = SpanOf(await ReadSpanAsync("submit JobService.WordsJob"), "submit JobService.WordsJob");
        Assert.Equal(submitter.Groups["trace"].Value, worker.Groups["trace"].Value);
        Assert.Equal(submitter.Groups["span"].Value, worker.Groups["parent"].Value);
    }

    public async ValueTask DisposeAsync()
    {
        _service.Kill(entireProcessTree: true);
        await _service.WaitForExitAsync();
        _service.Dispose();
        _client.Dispose();
        _timeout.Dispose();
        _runs.Dispose();
    }

    private async Task<string> ReadUntilAsync(Regex pattern)
    {
        while (await _service.StandardOutput.ReadLineAsync(_timeout.Token) is { } line)
            if (pattern.Match(line) is { Success: true } match) return match.Groups[1].Value;
        throw new InvalidOperationException("The service has ended.");
    }

    /// <summary>The output of the service up to the end of the span with that name.</summary>
    private async Task<string> ReadSpanAsync(string name)
    {
        var lines = new List<string>();
        while (await _service.StandardOutput.ReadLineAsync(_timeout.Token) is { } line)
        {
            lines.Add(line);
            var isEnd = line.StartsWith("Activity.Duration", StringComparison.Ordinal);
            if (isEnd && lines.Exists(l => l.EndsWith(name, StringComparison.Ordinal))) break;
        }

        return string.Join('\n', lines);
    }

    /// <summary>The block that the console exporter writes for a span.</summary>
    private static Match SpanOf(string output, string name) => Assert.Single(
        Span().Matches(output.ReplaceLineEndings("\n")), m => m.Groups["name"].Value == name);

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex(
        @"^Activity\.TraceId: +(?<trace>\w+)\nActivity\.SpanId: +(?<span>\w+)\n"
            + @"(?:Activity\.(?!TraceId|ParentSpanId|DisplayName).*\n)*"
            + @"(?:Activity\.ParentSpanId: +(?<parent>\w+)\n)?"
            + @"(?:Activity\.(?!TraceId|DisplayName).*\n)*Activity\.DisplayName: +(?<name>.*)$",
        RegexOptions.Multiline)]
    private static partial Regex Span();
}
