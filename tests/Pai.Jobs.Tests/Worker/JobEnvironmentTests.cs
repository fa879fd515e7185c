namespace Pai.Jobs.Tests;

public sealed class JobEnvironmentTests : IDisposable
{
    private static readonly JobDefinition s_definition = new("Acme.Job", "true")
    {
        BaseJobName = "job",
        Inputs = [new("corpus"), new("extra")],
        Outputs = [new("tokens")],
        Parameters = [new("count"), new("name"), new("password")],
    };

    private readonly DirectoryInfo _config = Directory.CreateTempSubdirectory("pai-config-");

    public void Dispose() => _config.Delete(recursive: true);

    private JobReader Read(params (string Name, string Value)[] variables)
    {
        var all = variables.ToDictionary(v => v.Name, v => v.Value);
        all.TryAdd("PAI_CONFIG_DIR", _config.FullName + "/");
        return JobEnvironment.Read(s_definition, name => all.GetValueOrDefault(name));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_config.FullName, name), text);

    private void WriteJob() => Write("job.json", """
        {
          "version": 1, "record": "Acme.Job", "jobName": "job_1",
          "inputs": { "corpus": { "uri": "oss://bucket/corpus/", "path": "/ml/input/data/corpus/" } },
          "outputs": { "tokens": { "uri": "nas://fs.cn-hangzhou/x/", "path": "/ml/output/tokens/" } },
          "parameters": { "count": "7", "name": "x", "password": "hunter2" },
          "somethingNewer": true
        }
        """);

    [Fact]
    public void Channels_are_what_was_given_with_the_path_where_they_are()
    {
        WriteJob();
        var environment = Read();
        var corpus = environment.Input<OssUri>("corpus");
        Assert.Equal(("oss://bucket/corpus/", "/ml/input/data/corpus/"), (corpus.ToString(), corpus.FilePath));
        Assert.Equal("/ml/output/tokens/", environment.Output<NasUri>("tokens").FilePath);
        Assert.Equal("/ml/output/tokens/", environment.Output<DataLocation>("tokens").FilePath);
        Assert.Null(environment.Input<DataLocation>("extra", null));
        Assert.Equal("oss://bucket/default", environment.Input("extra", OssUri.Parse("oss://bucket/default")).ToString());
    }

    [Fact]
    public void The_variable_has_the_last_word_on_a_path()
    {
        WriteJob();
        Assert.Equal(
            "/run/1/ml/input/data/corpus/",
            Read(("PAI_INPUT_CORPUS", "/run/1/ml/input/data/corpus/")).Input<OssUri>("corpus").FilePath);
    }

    [Fact]
    public void Parameters_keep_the_records_default_where_the_job_has_none()
    {
        WriteJob();
        var environment = Read();
        Assert.Equal(7, environment.Parameter("count", ParameterType.Int32, 500));
        Assert.Equal(7, environment.Parameter("count", ParameterType.Int32, (int?)null));
        Assert.Equal("x", environment.Parameter("name", ParameterType.String));
        Assert.Equal(5, environment.Parameter("absent", ParameterType.Int32, 5));
        Assert.Null(environment.Parameter("absent", ParameterType.Int32, (int?)null));
        Assert.Null(environment.Parameter("absent", ParameterType.String, null));
    }

    [Fact]
    public void Without_the_launch_script_the_platforms_own_files_do()
    {
        Write("hyperparameters.json", """{ "count": "9", "name": 3, "gone": null }""");
        var environment = Read(("PAI_INPUT_CORPUS", "/ml/input/data/corpus/a.csv"), ("PAI_OUTPUT_TOKENS", "/ml/output/tokens/"));
        Assert.Equal("/ml/input/data/corpus/a.csv", environment.Input<LocalPath>("corpus").ToString());
        Assert.Equal("/ml/input/data/corpus/a.csv", Assert.IsType<LocalPath>(environment.Input<DataLocation>("corpus")).FilePath);
        Assert.Equal("/ml/output/tokens/", environment.Output<LocalPath>("tokens").FilePath);
        Assert.Equal((9, "3"), (environment.Parameter("count", ParameterType.Int32), environment.Parameter("name", ParameterType.String)));
        Assert.Throws<JobReadException>(() => environment.Input<NasUri>("corpus"));
    }

    [Fact]
    public void What_does_not_fit_is_named_with_what_would_and_no_secret()
    {
        WriteJob();
        var environment = Read();
        var number = Assert.Throws<JobReadException>(() => environment.Parameter("name", ParameterType.Int32)).Message;
        Assert.Contains("\"x\"", number, StringComparison.Ordinal);
        Assert.Contains("whole number", number, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "hunter2",
            Assert.Throws<JobReadException>(() => environment.Parameter("password", ParameterType.Int32)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "NasUri",
            Assert.Throws<JobReadException>(() => environment.Input<NasUri>("corpus")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"extra\"",
            Assert.Throws<JobReadException>(() => environment.Input<OssUri>("extra")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_a_job_the_error_says_so()
    {
        var e = Assert.Throws<JobReadException>(() => Read(("PAI_CONFIG_DIR", "/no/such/folder")));
        Assert.Contains("/no/such/folder", e.Message, StringComparison.Ordinal);
        Assert.Contains("RunAsync", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("job.json", "{ \"version\": ")]
    [InlineData("job.json", "null")]
    [InlineData("job.json", "{}")]
    [InlineData("hyperparameters.json", "[1]")]
    [InlineData("job.json", "{ \"record\": \"R\", \"jobName\": \"n\", \"inputs\": null }")]
    [InlineData("job.json", "{ \"record\": \"R\", \"jobName\": \"n\", \"outputs\": { \"a\": null } }")]
    [InlineData("job.json", "{ \"record\": \"R\", \"jobName\": \"n\", \"inputs\": { \"a\": { \"uri\": \"oss://bucket/a\" } } }")]
    [InlineData("job.json", "{ \"record\": \"R\", \"jobName\": \"n\", \"parameters\": null }")]
    [InlineData("job.json", "{ \"record\": \"R\", \"jobName\": \"n\", \"parameters\": { \"a\": null } }")]
    public void A_broken_file_is_named(string name, string text)
    {
        Write(name, text);
        Assert.Contains(_config.FullName, Assert.Throws<JobReadException>(() => Read()).Message, StringComparison.Ordinal);
    }
}
