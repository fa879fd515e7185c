using System.Globalization;

namespace Pai.Jobs.CommandLine.Tests;

/// <summary>A Python job reads with the written module what its record sends.</summary>
[Trait("Kind", "Exhaustive")]
public sealed class PythonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-python-");

    public void Dispose() => _folder.Delete(recursive: true);

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
