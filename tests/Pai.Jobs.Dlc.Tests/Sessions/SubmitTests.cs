using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>What is uploaded and sent for a job.</summary>
public class SubmitTests
{
    private static RunOptions Named(string name) => new() { JobName = name, LogWriter = TextWriter.Null };

    /// <summary>How many objects of local inputs were uploaded.</summary>
    private static int Puts(DlcHarness harness) => harness.Emulator.Requests.Count(
        r => r.Operation == EmulatedOperation.PutObject && r.Key!.StartsWith("pai/input_data/", StringComparison.Ordinal));

    [Fact]
    public async Task A_job_with_code_an_input_and_outputs_mounts_all_of_them()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Bucket.Put("corpus/a.txt", "a"u8.ToArray());
        harness.Write("code/train.py", "print('hello')");

        var run = await new TrainJob { Data = "oss://bucket/corpus/", Epochs = 5 }.SubmitAsync(
            harness.Session, Named("first") with { SourceDir = Path.Combine(harness.Folder, "code") }, harness.Timeout);

        var job = Assert.Single(harness.Emulator.Dlc.Jobs);
        Assert.Equal((job.JobId, "first", JobStatus.Creating), (run.Id, run.Name, run.Status));
        Assert.Equal(DlcHarness.Workspace, job.WorkspaceId);
        Assert.Equal("Acme.TrainJob", job.Tags["pai-jobs-record"]);
        Assert.EndsWith($"#/dlc/jobs/{run.Id}/overview", run.ConsoleUrl!.ToString(), StringComparison.Ordinal);

        var spec = Assert.Single(harness.Request().GetProperty("JobSpecs").EnumerateArray());
        Assert.Equal("registry.cn-hangzhou.aliyuncs.com/acme/train:1", spec.GetProperty("Image").GetString());
        Assert.Equal("ecs.g7.xlarge", spec.GetProperty("EcsSpec").GetString());

        const string Host = "oss://bucket.oss-cn-hangzhou-internal.aliyuncs.com/";
        var root = $"pai/processing_job/first_{job.Tags["pai-jobs-marker"]}/";
        var mounts = harness.Mounts();
        Assert.Equal((Host + "corpus/", "RO"), mounts["/ml/input/data/data/"]);
        Assert.Equal((Host + root + "config/", "RO"), mounts["/ml/input/config/"]);
        Assert.Equal((Host + root + "model/", "RW"), mounts["/ml/output/model/"]);
        Assert.Equal((Host + root + "metrics/", "RW"), mounts["/ml/output/metrics/"]);
        var code = mounts["/mnt/pai-jobs/code/"];
        Assert.StartsWith(Host + "pai/processing_src/sha256-", code.Uri, StringComparison.Ordinal);
        Assert.Equal("RO", code.Access);

        Assert.NotNull(harness.Bucket.Find(code.Uri[Host.Length..] + "code.tar.gz"));
        Assert.Contains("\"epochs\": \"5\"", harness.Read(root + "config/hyperparameters.json"), StringComparison.Ordinal);
        var digest = Path.GetFileName(code.Uri.TrimEnd('/'))["sha256-".Length..];
        Assert.Contains(digest, harness.Read(root + "config/env.sh"), StringComparison.Ordinal);
        Assert.Empty(harness.Bucket.Read(root + "model/"));
        Assert.Equal(OssUri.Parse($"oss://bucket/{root}model/"), run.Outputs.Model.Location);
    }

    [Fact]
    public async Task A_default_bucket_of_the_workspace_is_used_and_another_one_is_noted()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.CreateBucket("other");
        await using var other = harness.Open(b => b.Bucket = "other");

        var plan = await new TrainJob().PlanAsync(harness.Session, Named("a"), harness.Timeout);
        var noted = await new TrainJob().PlanAsync(other, Named("a"), harness.Timeout);

        Assert.Empty(plan.Problems);
        Assert.Equal("bucket", ((OssUri)plan.Outputs["model"]).Bucket);
        Assert.DoesNotContain(plan.Notes, n => n.Contains("default one", StringComparison.Ordinal));
        Assert.Equal("other", ((OssUri)noted.Outputs["model"]).Bucket);
        Assert.Contains(noted.Notes, n => n.Contains("The bucket other is not the default one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_shows_the_request_without_secrets()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Variables["KEY"] = "sesame-4711";
        var job = new TrainJob { ApiKey = Secret.FromEnvironment("KEY"), Data = harness.Write("in/a.txt", "a") };

        var plan = await job.PlanAsync(harness.Session, Named("a"), harness.Timeout);

        Assert.Empty(plan.Problems);
        Assert.Empty(harness.Bucket.Keys);
        Assert.Empty(harness.Emulator.Dlc.Jobs);
        Assert.Contains("\"PAI_HPS_API_KEY\": \"***\"", plan.Request, StringComparison.Ordinal);
        foreach (var text in (string[])[plan.ToString(), plan.ToJson()])
            Assert.DoesNotContain("sesame", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_a_variable_of_the_job_and_in_no_object()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Variables["KEY"] = "sesame-4711";

        await new TrainJob { ApiKey = Secret.FromEnvironment("KEY") }.SubmitAsync(harness.Session, Named("a"), harness.Timeout);

        Assert.Equal("sesame-4711", harness.Emulator.Dlc.Jobs[0].Envs["PAI_HPS_API_KEY"]);
        foreach (var key in harness.Bucket.Keys) Assert.DoesNotContain("sesame", harness.Read(key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_are_found_at_once_and_nothing_is_sent()
    {
        await using var harness = await DlcHarness.StartAsync();
        var options = Named("a") with { InstanceType = "local", JobType = JobType.SlurmJob, OutputPath = "nas://fs.cn-hangzhou/x/" };
        var job = new TrainJob { Data = "oss://bucket/missing", Model = "/tmp/model/" };

        var e = await Assert.ThrowsAsync<JobValidationException>(() => job.SubmitAsync(harness.Session, options, harness.Timeout));

        Assert.Equal(
            ["InstanceType", "JobType", "OutputPath", "input \"data\"", "output \"model\""],
            e.Problems.Select(p => p.Subject).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(harness.Bucket.Keys);
        Assert.Empty(harness.Emulator.Dlc.Jobs);
    }

    [Fact]
    public async Task A_session_without_region_and_workspace_is_told_both()
    {
        await using var harness = await DlcHarness.StartAsync();
        await using var bare = harness.Open(b => (b.Region, b.WorkspaceId, b.OssEndpoint) = (null, null, null));

        var plan = await new TrainJob().PlanAsync(bare, Named("a"), harness.Timeout);

        Assert.Equal(["region", "workspace"], plan.Problems.Select(p => p.Subject));
    }

    [Theory]
    [InlineData("oss://bucket/data/file.csv", "data/", "/ml/input/data/data/file.csv")]
    [InlineData("oss://bucket/folder", "folder/", "/ml/input/data/data/")]
    public async Task A_location_without_a_slash_is_a_file_or_a_folder(string location, string mount, string path)
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Bucket.Put("data/file.csv", "a"u8.ToArray());
        harness.Bucket.Put("folder/b.csv", "b"u8.ToArray());

        var run = await new TrainJob { Data = location }.SubmitAsync(harness.Session, Named("a"), harness.Timeout);

        Assert.EndsWith(".aliyuncs.com/" + mount, harness.Mounts()["/ml/input/data/data/"].Uri, StringComparison.Ordinal);
        Assert.Contains(
            $"export PAI_INPUT_DATA={path}\n",
            harness.Read($"pai/processing_job/a_{harness.Emulator.Dlc.Jobs[0].Tags["pai-jobs-marker"]}/config/env.sh")
                .Replace("'", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal((await run.ReadJobAsync(harness.Timeout)).Data, DataLocation.Parse(location));
    }

    [Fact]
    public async Task An_object_at_the_root_of_its_bucket_is_copied()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Bucket.Put("file.csv", "a"u8.ToArray());

        await new TrainJob { Data = "oss://bucket/file.csv" }.SubmitAsync(harness.Session, Named("a"), harness.Timeout);

        var key = harness.Mounts()["/ml/input/data/data/"].Uri.Split(".aliyuncs.com/")[1] + "file.csv";
        Assert.StartsWith("pai/processing_job/a_", key, StringComparison.Ordinal);
        Assert.Equal("a", harness.Read(key));
    }

    [Fact]
    public async Task A_local_folder_is_uploaded_once_for_each_content()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("in/a.txt", "a");
        harness.Write("in/deep/b.txt", "b");
        var job = new TrainJob { Data = Path.Combine(harness.Folder, "in") };

        var first = await job.SubmitAsync(harness.Session, Named("a"), harness.Timeout);
        var puts = Puts(harness);
        await job.SubmitAsync(harness.Session, Named("b"), harness.Timeout);

        Assert.Equal(3, puts);
        Assert.Equal(4, Puts(harness));
        Assert.Equal(3, harness.Bucket.Keys.Count(k => k.StartsWith("pai/input_data/sha256-", StringComparison.Ordinal)));
        var values = await harness.Session.Backend.ReadValuesAsync(first.Id, harness.Timeout);
        Assert.Equal(job.Data, values.Inputs["data"]);
        Assert.StartsWith("oss://bucket/pai/input_data/sha256-", values.UploadedInputs["data"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_input_that_changes_after_the_plan_is_refused()
    {
        await using var harness = await DlcHarness.StartAsync();
        var path = harness.Write("in/a.txt", "a");
        var plan = await new TrainJob { Data = path }.PlanAsync(harness.Session, Named("a"), harness.Timeout);
        File.AppendAllText(path, "b");

        var e = await Assert.ThrowsAsync<JobException>(() => harness.Session.Backend.SubmitAsync(plan, null, harness.Timeout));

        Assert.Contains("has changed since the job was prepared", e.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Emulator.Dlc.Jobs);
        Assert.DoesNotContain(harness.Bucket.Keys, k => k.StartsWith("pai/processing_job/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unchanged_code_is_not_uploaded_again()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("code/train.py", "print('hello')");
        RunOptions Options(string name) => Named(name) with { SourceDir = Path.Combine(harness.Folder, "code") };

        await new TrainJob().SubmitAsync(harness.Session, Options("a"), harness.Timeout);
        var plan = await new TrainJob().PlanAsync(harness.Session, Options("b"), harness.Timeout);
        await new TrainJob().SubmitAsync(harness.Session, Options("c"), harness.Timeout);

        Assert.True(plan.Uploads[0].IsPresent);
        Assert.Single(harness.Emulator.Requests, r =>
            r.Operation == EmulatedOperation.PutObject && r.Key!.EndsWith("/code.tar.gz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_job_leaves_nothing_behind()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Bucket.Put("results/old.txt", "a"u8.ToArray());
        harness.Emulator.Faults.Add(Fault.Error(403, "Forbidden.RAM"), EmulatedOperation.CreateJob);
        var job = new TrainJob { Model = "oss://bucket/results/", Metrics = "oss://bucket/fresh/" };

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => job.SubmitAsync(harness.Session, Named("a"), harness.Timeout));

        Assert.Equal(("Forbidden.RAM", "paidlc:CreateJob"), (e.Code, e.MissingAction));
        Assert.Empty(harness.Emulator.Dlc.Jobs);
        Assert.Equal(["results/old.txt"], harness.Bucket.Keys);
    }

    [Fact]
    public async Task Code_on_OSS_is_packed_as_local_code_is()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("code/train.py", "print('hello')");
        harness.Bucket.Put("src/train.py", "print('hello')"u8.ToArray());

        await new TrainJob().SubmitAsync(
            harness.Session, Named("a") with { SourceDir = Path.Combine(harness.Folder, "code") }, harness.Timeout);
        await new TrainJob().SubmitAsync(harness.Session, Named("b") with { SourceDir = "oss://bucket/src/" }, harness.Timeout);

        Assert.Single(harness.Bucket.Keys, k => k.EndsWith("/code.tar.gz", StringComparison.Ordinal));
        Assert.Equal(2, harness.Emulator.Dlc.Jobs.Count);
    }

    [Fact]
    public async Task A_bucket_of_another_region_is_refused()
    {
        await using var harness = await DlcHarness.StartAsync();

        var plan = await new TrainJob { Model = "oss://bucket.oss-cn-beijing.aliyuncs.com/out/" }
            .PlanAsync(harness.Session, Named("a"), harness.Timeout);

        var problem = Assert.Single(plan.Problems);
        Assert.Equal("output \"model\"", problem.Subject);
        Assert.Contains("cn-beijing, and the job runs in cn-hangzhou", problem.ToString(), StringComparison.Ordinal);
    }
}
