using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Jobs that are run on this machine: their mounts, their variables, their logs and their ends.</summary>
public sealed class ExecutionTests : ExecutionTest
{
    [NamespaceFact]
    public async Task A_job_reads_its_input_from_OSS_and_writes_its_output_there()
    {
        Put("in/a.txt", "one two");
        Put("in/deep/b.txt", "three");
        Put("in/deep/", "");
        Put("in-other/c.txt", "not mounted");
        Put("config/run.sh", "cat /ml/input/data/corpus/a.txt");
        var job = Command(
            """
            echo "$DLC_JOB_ID $REGION $PAI_WORKSPACE_ID $HOSTNAME $RANK/$WORLD_SIZE $NPROC_PER_NODE $A"; pwd
            : >/ml/output/tokens/empty; sh /ml/input/config/run.sh | tr ' ' '_' >/ml/output/tokens/out.txt
            ls -R /ml/input/data/corpus; mkdir -p /ml/output/tokens/x/y; echo nested >/ml/output/tokens/x/y/z
            mkdir /ml/usercode; echo code >/ml/usercode/a; cat /ml/usercode/a
            echo late >&2; { echo >/ml/input/data/corpus/new; } 2>/dev/null || echo read-only
            """,
            Mount("config/", "/ml/input/config/", "RO"),
            Mount("in/", "/ml/input/data/corpus/", "RO"),
            Mount("out", "/ml/output/tokens/"));
        job.Envs = new Dictionary<string, string> { ["A"] = "b \"c\" $d 'e'\nf" };
        var done = await RunAsync(job);

        Assert.Equal(("Succeeded", "JobSucceeded"), (done.Status, done.ReasonCode));
        Assert.Equal(["Creating", "Queuing", "EnvPreparing", "Running", "Succeeded"], done.StatusHistory!.Select(step => step.Status));
        Assert.Equal("Succeeded", Assert.Single(done.Pods!).Status);
        Assert.Equal("one_two", Find("out/out.txt"));
        Assert.Equal(("nested\n", ""), (Find("out/x/y/z"), Find("out/empty")));
        Assert.Equal(
            "config/run.sh in-other/c.txt in/a.txt in/deep/ in/deep/b.txt out/empty out/out.txt out/x/y/z", string.Join(' ', Bucket.Keys));
        Assert.Equal(
            $"""
            {done.JobId} cn-hangzhou 1234 {done.JobId}-worker-0 0/1 0 b "c" $d 'e'
            f
            /
            /ml/input/data/corpus:
            a.txt
            deep

            /ml/input/data/corpus/deep:
            b.txt
            code
            late
            read-only
            """,
            await LogOfAsync(done.JobId!));
        var events = await Dlc.GetPodEventsAsync(done.JobId!, $"{done.JobId}-worker-0");
        Assert.EndsWith("The container ended with exit code 0.", events.Events![^1]);
    }

    [NamespaceFact]
    public async Task Mounts_give_back_what_has_changed_and_may_be_below_others()
    {
        Put("out/same", "same");
        Put("out/changed", "before");
        Put("out/gone", "gone");
        Put("out/a", "hidden by a/b");
        Put("out/a/b", "1");
        Put("inner/old", "old");
        var before = Bucket.Find("out/same")!.LastModified;
        Clock.Advance(Seconds(60));
        var done = await RunAsync(Command(
            "cd /ml/output/o && echo after >changed && rm gone && cat a/b inner/old && echo new >inner/new && mkdir empty",
            Mount("inner/", "/ml/output/o/inner/"), Mount("out/", "/ml/output/o", access: null)));
        Assert.Equal(("Succeeded", "1old"), (done.Status, await LogOfAsync(done.JobId!)));
        Assert.Equal(["inner/new", "inner/old", "out/a", "out/a/b", "out/changed", "out/same"], Bucket.Keys);
        Assert.Equal(("after\n", before), (Find("out/changed"), Bucket.Find("out/same")!.LastModified));
        Assert.Equal(Start + Seconds(60), Bucket.Find("out/changed")!.LastModified);
    }

    [NamespaceFact]
    public async Task Nodes_share_the_output_and_know_their_rank()
    {
        const string Tell = "echo $MASTER_PORT >/out/$RANK; echo $HOSTNAME $RANK of $WORLD_SIZE at $MASTER_ADDR";
        var job = Command(Tell, Mount("out/", "/out"));
        job.JobSpecs![0].PodCount = 2;
        job.JobSpecs = [.. job.JobSpecs, new DlcJobSpec { Type = "Master", Image = "a:1", PodCount = 1, EcsSpec = "ecs.c6.large" }];
        var done = await RunAsync(job);
        Assert.Equal("Succeeded", done.Status);
        foreach (var (pod, rank) in ((string, int)[])[("master-0", 0), ("worker-0", 1), ("worker-1", 2)])
            Assert.Equal($"{done.JobId}-{pod} {rank} of 3 at 127.0.0.1", await LogOfAsync(done.JobId!, pod));
        Assert.Equal(["out/0", "out/1", "out/2"], Bucket.Keys);
        Assert.Single(Bucket.Keys.Select(Find).Distinct());
    }

    [NamespaceFact]
    public async Task A_node_that_fails_ends_the_others_and_outputs_are_kept()
    {
        var job = Command("echo $RANK >/out/$RANK; [ $RANK = 1 ] || exec sleep 1000; exit 3", Mount("out/", "/out"));
        job.JobSpecs![0].PodCount = 2;
        job.Settings = new() { TerminationGracePeriodSeconds = 0, Shell = "/bin/sh" };
        var done = await RunAsync(job);
        Assert.Equal(("Failed", "JobFailed"), (done.Status, done.ReasonCode));
        Assert.Equal($"The pod {done.JobId}-worker-1 failed. The container ended with exit code 3.", done.ReasonMessage);
        Assert.Contains("out/1", Bucket.Keys);
    }

    [NamespaceFact]
    public async Task A_dataset_is_mounted_by_its_id()
    {
        Put("v2/a", "second");
        Emulator.AiWorkspace.Datasets =
        [
            new("d-1", "corpus", "oss://acme.oss-cn-hangzhou.aliyuncs.com/v1/")
            {
                MountAccess = "RO",
                MountPath = "/mnt/corpus",
                LaterVersions = new Dictionary<string, string> { ["v2"] = "oss://acme/v2/" },
            },
        ];
        var mount = new DlcDataSource { DataSourceId = "d-1", DataSourceVersion = "v2", MountAccess = "RW" };
        var done = await RunAsync(Command("cat /mnt/corpus/a; echo x >/mnt/corpus/b || exit 7", mount));
        Assert.Equal("Failed", done.Status);
        Assert.Contains("exit code 7", done.ReasonMessage);
        Assert.StartsWith("second", await LogOfAsync(done.JobId!));
        Assert.Equal(["v2/a"], Bucket.Keys);
    }

    [NamespaceFact]
    public async Task A_bucket_that_does_not_exist_fails_the_job()
    {
        var mount = Mount("", "/in");
        mount.Uri = "oss://nothing-here/";
        var done = await RunAsync(Command("echo never", mount));
        Assert.Equal(("Failed", "JobFailed"), (done.Status, done.ReasonCode));
        Assert.Contains("NoSuchBucket", done.ReasonMessage);
    }

    [NamespaceFact]
    public async Task What_cannot_be_run_is_refused_and_creates_nothing()
    {
        (string Code, Action<DlcCreateJob> Change)[] cases =
        [
            ("EmulatorCannotExecute", job => job.DataSources = [new() { Uri = "nas://1.cn-hangzhou/a/", MountPath = "/a" }]),
            ("EmulatorCannotExecute", job => job.CodeSource = new() { CodeSourceId = "code-1" }),
            ("EmulatorCannotExecute", job => job.ThirdpartyLibs = ["numpy"]),
            ("EmulatorCannotExecute", job =>
            {
                job.JobType = "RayJob";
                job.JobSpecs = [new() { Type = "Head", Image = "a:1" }, new() { Type = "Worker", Image = "a:1" }];
            }),
            ("InvalidParameter", job => job.DataSources = [new() { Uri = "oss://b.oss-cn-beijing.aliyuncs.com/", MountPath = "/a" }]),
            ("InvalidParameter", job => job.DataSources = [new() { DataSourceId = "d-none", MountPath = "/a" }]),
            ("InvalidParameter", job => job.DataSources = [Mount("", "/a/"), Mount("b/", "/a")]),
            ("InvalidParameter", job => job.DataSources = [Mount("", "/a/../b")]),
            ("InvalidParameter", job => job.DataSources = [Mount("", "/")]),
            ("InvalidParameter", job => job.DataSources = [Mount("", "/a", "WO")]),
            ("InvalidParameter", job => job.Envs = new Dictionary<string, string> { ["A B"] = "" }),
            ("MissingDataSources.MountPath", job => job.DataSources = [new() { Uri = "oss://acme/" }]),
        ];
        foreach (var (code, change) in cases)
        {
            var job = Command("true");
            change(job);
            Assert.Equal(code, (await RefusedAsync(() => Dlc.CreateJobAsync(job))).Code);
        }

        Assert.Empty(Emulator.Dlc.Jobs);
    }

    [NamespaceFact]
    public async Task A_script_wins_over_running()
    {
        Emulator.Dlc.OnCreate(job => job.DisplayName == "scripted" ? new EmulatedJob().Runs() : null);
        var job = Command("echo run");
        var run = await RunAsync(job);
        job.DisplayName = "scripted";
        var scripted = await RunAsync(job);
        Assert.Equal(("Succeeded", "Running"), (run.Status, scripted.Status));
        await Assert.ThrowsAsync<ArgumentException>(() => Emulator.Dlc.WaitAsync("dlcnone"));
    }
}
