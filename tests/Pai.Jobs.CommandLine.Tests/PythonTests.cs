using System.Globalization;

namespace Pai.Jobs.CommandLine.Tests;

/// <summary>A Python job reads with the written module what its record sends.</summary>
[Trait("Kind", "Exhaustive")]
public sealed class PythonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-python-");

    public void Dispose() => TemporaryFiles.Delete(_folder.FullName);

    [Fact]
    public async Task A_job_reads_every_type()
    {
        var job = new TypesJob { Data = _folder.FullName, Key = Secret.FromEnvironment("PATH"), OptionalInt = 5 };

        var lines = await RunAsync(job);

        Assert.Equal(
            [
                "input_data=True", "output_data=True", "text='a\"b\\\\\\nü'", "class_='k'", "nothing=None", "flag=True",
                $"long={long.MinValue}", $"unsigned={ulong.MaxValue}", "double=1e-300", "nan=nan", "decimal_=Decimal('1.10')", "char='x'",
                "guid=UUID('0f8fad5b-d9cb-469f-a165-70867728950e')", "uri='https://example.com/a?b'",
                "time='2026-01-31T13:45:01+00:00'", "offset='2026-01-31T13:45:00.123000+08:00'", "date='2026-01-31'",
                "clock='13:45:00.500000'", "span=-93784.005", "wire='one-1'", "other_wire='None'", "sides=['Left', 'Right']",
                "optional_int=5", "strings=['a', 'b,\"c']", "numbers=[0.1, inf]", "wires=['one-1', 'None']", "flags=[True, False]",
                "key=True",
            ],
            lines);
    }

    [Fact]
    public async Task What_is_not_sent_is_none_or_the_default()
    {
        var lines = await RunAsync(new TypesJob { Nothing = null, OtherWire = null });

        Assert.Contains("input_data=None", lines);
        Assert.Contains("optional_int=None", lines);
        Assert.Contains("other_wire='None'", lines);
        Assert.Contains("key=None", lines);
    }

    [Fact]
    public async Task A_job_reports_to_the_submitting_side()
    {
        await using var session = PaiSession.Local(new() { RunsDirectory = Path.Combine(_folder.FullName, "runs") });
        var (run, failure) = await FailAsync(session, """
            import math
            from pai_job import report_failure, report_metric, report_progress

            report_progress(0.291, "reading ü")
            report_progress(0.292, "reading ü")
            report_progress(7)
            report_metric("loss", 0.25, step=3)
            report_metric("loss", math.nan)
            report_metric("loss", -math.inf)
            for wrong in (lambda: report_metric("", 1), lambda: report_metric("a\nb", 1), lambda: report_progress(math.nan),
                          lambda: report_failure("no code", "x")):
                try:
                    wrong()
                except ValueError:
                    continue
                raise SystemExit(7)
            report_failure("no-data", "Line 1\n" + "😀" * 2000, {"year": "1990", **{str(i): "x" * 900 for i in range(20)}})
            raise SystemExit(3)
            """);

        var reports = new List<JobReport>();
        await foreach (var line in run.ReadLogsAsync())
            if (line.Report is { } report) reports.Add(report);

        Assert.Equal(
            ["29% reading ü", "100%", "loss = 0.25 (step 3)", "loss = NaN", "loss = -Infinity"],
            reports.Take(5).Select(r => r.ToString()));
        Assert.Equal(6, reports.Count);
        Assert.Equal((3, "no-data", "1990"), (failure.Info.ExitCode, failure.Failure!.Code, failure.Failure.Details["year"]));
        Assert.StartsWith("Line 1\n😀😀", failure.Failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Runs a script that fails.</summary>
    private async Task<(JobRun Run, JobFailedException Failure)> FailAsync(PaiSession session, string script)
    {
        var code = _folder.CreateSubdirectory("code");
        var job = new TypesJob();
        File.WriteAllText(Path.Combine(code.FullName, "pai_job.py"), PythonModule.Write(JobFile.Create(job)));
        File.WriteAllText(Path.Combine(code.FullName, "show.py"), script);
        var failure = await Assert.ThrowsAsync<JobFailedException>(
            () => job.RunAsync(session, new() { SourceDir = code.FullName, LogWriter = TextWriter.Null }));
        return (await session.AttachAsync(failure.Info.Id), failure);
    }

    private async Task<List<string>> RunAsync(TypesJob job)
    {
        var code = _folder.CreateSubdirectory("code");
        File.WriteAllText(Path.Combine(code.FullName, "pai_job.py"), PythonModule.Write(JobFile.Create(job)));
        File.WriteAllText(Path.Combine(code.FullName, "show.py"), Show);
        await using var session = PaiSession.Local(new() { RunsDirectory = Path.Combine(_folder.FullName, "runs") });
        using var log = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            await job.RunAsync(session, new() { SourceDir = code.FullName, LogWriter = log });
        }
        catch (JobFailedException)
        {
            Assert.Fail(log.ToString());
        }

        return [.. log.ToString().Split('\n').Where(l => l.StartsWith("> ", StringComparison.Ordinal)).Select(l => l[2..])];
    }

    private const string Show = """
        import dataclasses
        import datetime
        import enum
        import pathlib
        from pai_job import Job

        def show(value):
            if isinstance(value, enum.Enum): return value.value
            if isinstance(value, list): return [show(item) for item in value]
            if isinstance(value, pathlib.Path): return value.exists()
            if isinstance(value, (datetime.datetime, datetime.date, datetime.time)): return value.isoformat()
            if isinstance(value, datetime.timedelta): return value.total_seconds()
            return value

        job = Job.from_environment()
        for field in dataclasses.fields(job):
            value = show(getattr(job, field.name))
            if field.name == "key" and value is not None:
                assert value not in repr(job)
                value = len(value) > 0
            print(f"> {field.name}={value!r}")
        """;
}
