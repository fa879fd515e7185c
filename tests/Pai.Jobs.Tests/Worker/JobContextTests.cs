namespace Pai.Jobs.Tests;

public sealed class JobContextTests : IDisposable
{
    private readonly WorkerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_job_on_one_node_has_its_facts()
    {
        using var context = _folder.Open();

        Assert.Equal(("dlc1", "job_1", "Acme.Job"), (context.JobId, context.JobName, context.RecordName));
        Assert.Equal((0, 1, 1), (context.Rank, context.WorldSize, context.NodeCount));
        Assert.Equal((null, null), (context.MasterAddress, context.MasterPort));
    }

    [Fact]
    public void A_node_of_several_knows_its_rank_and_the_first_node()
    {
        _folder.Environment["RANK"] = "5";
        _folder.Environment["WORLD_SIZE"] = "8";
        _folder.Environment["LOCAL_WORLD_SIZE"] = "4";
        _folder.Environment["MASTER_ADDR"] = "dlc1-master-0";
        _folder.Environment["MASTER_PORT"] = "23456";
        using var context = _folder.Open();

        Assert.Equal((5, 8, 2), (context.Rank, context.WorldSize, context.NodeCount));
        Assert.Equal(("dlc1-master-0", 23456), (context.MasterAddress, context.MasterPort));
    }

    [Theory]
    [InlineData("RANK", "-1")]
    [InlineData("WORLD_SIZE", "0")]
    [InlineData("MASTER_PORT", "http")]
    public void A_variable_that_is_wrong_is_named(string name, string value)
    {
        _folder.Environment[name] = value;

        var e = Assert.Throws<JobReadException>(_folder.Open);

        Assert.Contains($"{name} is \"{value}\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_found_by_name_and_by_the_property_of_the_record()
    {
        using var context = _folder.Open();

        Assert.Equal(_folder.In("in/corpus/"), context.Input("corpus").Path);
        Assert.Equal("oss://bucket/corpus/", context.Input("corpus").Location!.ToString());
        Assert.Same(context.Inputs["corpus"], context.Input((DataLocation)LocalPath.Parse(_folder.In("in/corpus"))));
        Assert.Same(context.Outputs["tokens"], context.Output((DataLocation)LocalPath.Parse(_folder.In("out/tokens/"))));
        var missing = Assert.Throws<JobReadException>(() => context.Output("token"));
        Assert.Contains("Did you mean \"tokens\"?", missing.Message, StringComparison.Ordinal);
        Assert.Throws<JobReadException>(() => context.Output((DataLocation)LocalPath.Parse(_folder.In("out"))));
        Assert.Throws<JobReadException>(() => context.Input((DataLocation)OssUri.Parse("oss://bucket/corpus/")));
    }

    [Fact]
    public void Without_the_launch_script_the_platforms_variables_do()
    {
        File.Delete(_folder.In("config/job.json"));
        using var context = _folder.Open();

        Assert.Null(context.RecordName);
        Assert.Equal(_folder.In("in/corpus/"), context.Input("corpus").Path);
        Assert.Equal(_folder.In("out/tokens/"), context.Output("tokens").Path);
    }

    [Fact]
    public void Outside_a_job_the_error_says_so_and_a_program_ends_with_2()
    {
        _folder.Environment["PAI_CONFIG_DIR"] = "/no/such/folder";

        Assert.Contains("/no/such/folder", Assert.Throws<JobReadException>(_folder.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_a_job_a_program_ends_with_2()
    {
        _folder.Environment["PAI_CONFIG_DIR"] = "/no/such/folder";

        Assert.Equal(2, await JobContext.RunAsync(_ => Task.CompletedTask, _folder.Options));
    }

    [Fact]
    public async Task A_program_that_returns_ends_with_0_and_reports_nothing()
    {
        Assert.Equal(0, await JobContext.RunAsync(_ => Task.CompletedTask, _folder.Options));
        Assert.Empty(_folder.Reports);
    }

    [Fact]
    public async Task A_failure_is_reported_with_its_code_and_ends_with_its_exit_code()
    {
        var details = new Dictionary<string, string> { ["year"] = "1990" };

        var code = await JobContext.RunAsync(
            _ => throw new JobFailureException("no-data", "There are\nno days.", details) { ExitCode = 7 }, _folder.Options);

        var failure = Assert.IsType<FailureReport>(Assert.Single(_folder.Reports));
        Assert.Equal((7, "no-data", "There are\nno days.", "1990"), (code, failure.Code, failure.Message, failure.Details["year"]));
        Assert.Equal("no-data: There are no days.", failure.ToString());
    }

    [Fact]
    public async Task Another_exception_is_reported_by_its_type()
    {
        var code = await JobContext.RunAsync(_ => throw new InvalidDataException("The header is missing."), _folder.Options);

        var failure = Assert.IsType<FailureReport>(Assert.Single(_folder.Reports));
        Assert.Equal((1, "InvalidDataException", "The header is missing."), (code, failure.Code, failure.Message));
    }

    [Fact]
    public async Task A_program_that_is_stopped_ends_with_143_and_no_reason()
    {
        var code = await JobContext.RunAsync(
            context =>
            {
                context.RequestStop();
                context.Stopping.ThrowIfCancellationRequested();
                return Task.CompletedTask;
            },
            _folder.Options);

        Assert.Equal(143, code);
        Assert.Empty(_folder.Reports);
    }

    [Fact]
    public async Task A_cancellation_of_its_own_is_a_failure()
    {
        var code = await JobContext.RunAsync(_ => throw new OperationCanceledException(), _folder.Options);

        Assert.Equal((1, "OperationCanceledException"), (code, Assert.IsType<FailureReport>(Assert.Single(_folder.Reports)).Code));
    }

    [Fact]
    public void Progress_is_reported_when_there_is_some()
    {
        using var context = _folder.Open();

        for (var i = 0; i <= 1000; i++) context.ReportProgress(i / 1000.0);
        context.ReportProgress(1, "done");
        context.ReportProgress(1.0000001, "done");

        Assert.Equal(102, _folder.Reports.Count);
        Assert.Equal(Enumerable.Range(0, 101).Select(i => $"{i}%"), _folder.Reports.Take(101).Select(r => r!.ToString()));
        Assert.Equal("100% done", _folder.Reports[^1]!.ToString());
        Assert.Throws<ArgumentException>(() => context.ReportProgress(double.NaN));
    }

    [Fact]
    public void Metrics_keep_every_digit_and_what_is_no_number()
    {
        using var context = _folder.Open();
        double[] values = [0.1 + 0.2, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -0.0];

        foreach (var value in values) context.ReportMetric("val/损失", value, step: long.MaxValue);

        Assert.Equal(values, _folder.Reports.Cast<MetricReport>().Select(m => m.Value));
        Assert.All(_folder.Reports.Cast<MetricReport>(), m => Assert.Equal(("val/损失", long.MaxValue), (m.Name, m.Step)));
        Assert.Throws<ArgumentException>(() => context.ReportMetric("a\nb", 1));
        Assert.Throws<ArgumentException>(() => context.ReportMetric("", 1));
    }

    [Fact]
    public async Task Lines_of_several_threads_do_not_mix()
    {
        using var context = _folder.Open();

        await Parallel.ForAsync(0, 500, (i, _) =>
        {
            context.ReportMetric("loss", i, i);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(Enumerable.Range(0, 500).Select(i => (long?)i), _folder.Reports.Cast<MetricReport>().Select(m => m.Step).Order());
    }
}
