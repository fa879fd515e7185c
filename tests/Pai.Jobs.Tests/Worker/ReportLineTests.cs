using System.Text;
using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Tests;

public class ReportLineTests
{
    private static JobReport? Read(string line) => new LogLine { Text = line }.Report;

    [Fact]
    public void A_line_that_Python_prints_is_read()
    {
        Assert.Equal(
            new ProgressReport { Fraction = 0.5, Message = "读 half" },
            Read("""PAI_JOBS: {"type": "progress", "fraction": 0.5, "message": "\u8bfb half", "new": [1]}"""));
        Assert.Equal(
            new MetricReport { Name = "loss", Value = 1e-5, Step = 3 },
            Read("""PAI_JOBS: {"type": "metric", "name": "loss", "value": 1e-05, "step": 3}"""));
        var failure = Assert.IsType<FailureReport>(
            Read("""PAI_JOBS: {"type": "failure", "code": "no-data", "message": "none", "details": {"a": "b"}}"""));
        Assert.Equal(("no-data", "none", "b"), (failure.Code, failure.Message, failure.Details["a"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAI_JOBS")]
    [InlineData("PAI_JOBS: ")]
    [InlineData("PAI_JOBS: {")]
    [InlineData("PAI_JOBS: []")]
    [InlineData("PAI_JOBS: null")]
    [InlineData("""PAI_JOBS: {"type":"progress"}""")]
    [InlineData("""PAI_JOBS: {"type":"progress","fraction":1.01}""")]
    [InlineData("""PAI_JOBS: {"type":"progress","fraction":"NaN"}""")]
    [InlineData("""PAI_JOBS: {"type":"progress","fraction":true}""")]
    [InlineData("""PAI_JOBS: {"type":"progress","fraction":0.5,"message":7}""")]
    [InlineData("""PAI_JOBS: {"type":"progress","fraction":0.5,"message":"\ud800"}""")]
    [InlineData("""PAI_JOBS: {"type":"progress","fraction":0.5} x""")]
    [InlineData(""" PAI_JOBS: {"type":"progress","fraction":0.5}""")]
    [InlineData("""x PAI_JOBS: {"type":"progress","fraction":0.5}""")]
    [InlineData("""PAI_JOBS: {"type":"other","fraction":0.5}""")]
    [InlineData("""PAI_JOBS: {"type":3,"fraction":0.5}""")]
    [InlineData("""PAI_JOBS: {"type":"metric","name":"loss","value":NaN}""")]
    [InlineData("""PAI_JOBS: {"type":"metric","name":"","value":1}""")]
    [InlineData("""PAI_JOBS: {"type":"metric","name":"a\nb","value":1}""")]
    [InlineData("""PAI_JOBS: {"type":"metric","name":"loss","value":1,"step":1.5}""")]
    [InlineData("""PAI_JOBS: {"type":"failure","code":"no data","message":"m"}""")]
    [InlineData("""PAI_JOBS: {"type":"failure","code":"x"}""")]
    [InlineData("""PAI_JOBS: {"type":"failure","code":"x","message":"m","details":{"a":1}}""")]
    [InlineData("""PAI_JOBS: {"type":"failure","code":"x","message":"m","details":{"a":{"b":{"c":{"d":1}}}}}""")]
    public void A_broken_line_is_ordinary_output(string text)
    {
        var line = new LogLine { Text = text };

        Assert.Null(line.Report);
        Assert.Equal(text, line.ToString());
    }

    [Fact]
    public void A_line_of_the_library_is_none()
    {
        const string Text = """PAI_JOBS: {"type":"progress","fraction":0.5}""";

        Assert.NotNull(Read(Text));
        Assert.Null(new LogLine { Text = Text, Stream = LogStream.System }.Report);
        Assert.Null(default(LogLine).Report);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('\n')]
    [InlineData('\u001b')]
    [InlineData('损')]
    public void Whatever_is_reported_stays_one_line_of_limited_size(char character)
    {
        var text = new string(character, 100_000);
        var details = Enumerable.Range(0, 100).ToDictionary(i => $"{i}{text[..50]}", _ => text);

        var line = ReportLine.Write(new FailureReport { Code = "code", Message = text, Details = details });

        Assert.DoesNotContain(line, char.IsControl);
        Assert.InRange(Encoding.UTF8.GetByteCount(line), 1000, ReportLine.MaxLineSize);
        var read = Assert.IsType<FailureReport>(Read(line));
        Assert.Equal(text[..999] + "…", read.Message);
    }

    [Fact]
    public void A_pair_of_surrogates_is_not_cut_apart()
    {
        var line = ReportLine.Write(new ProgressReport { Fraction = 0, Message = "x" + string.Concat(Enumerable.Repeat("😀", 600)) });

        Assert.Equal("x" + string.Concat(Enumerable.Repeat("😀", 499)) + "…", Assert.IsType<ProgressReport>(Read(line)).Message);
    }

    [Theory]
    [InlineData(0.29, 29)]
    [InlineData(0.999999, 99)]
    [InlineData(1.0, 100)]
    [InlineData(0.0, 0)]
    public void Only_finished_work_is_all_of_it(double fraction, int percent) =>
        Assert.Equal($"{percent}%", new ProgressReport { Fraction = fraction }.ToString());
}
