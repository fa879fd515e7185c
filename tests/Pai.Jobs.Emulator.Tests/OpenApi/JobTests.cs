using System.Net;
using System.Text;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>The life of a job, from its creation to its deletion.</summary>
public sealed class JobTests : PaiTest
{
    [Fact]
    public async Task A_job_without_a_script_succeeds_at_once()
    {
        var id = await Dlc.CreateJobAsync(Job());
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal((id, "Succeeded", "JobSucceeded", "demo"), (job.JobId, job.Status, job.ReasonCode, job.DisplayName));
        Assert.Equal(["Creating", "Queuing", "EnvPreparing", "Running", "Succeeded"], job.StatusHistory!.Select(step => step.Status));
        var pod = Assert.Single(job.Pods!);
        Assert.Equal(($"{id}-worker-0", "Succeeded", "Worker"), (pod.PodId, pod.Status, pod.Type));
        Assert.Equal("2026-01-15T08:00:00Z", job.GmtFinishTime);
    }

    [Fact]
    public async Task The_clock_walks_a_job_through_its_script()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob()
            .At(Seconds(1), "Queuing").At(Seconds(5), "Bidding").At(Seconds(10), "EnvPreparing").At(Seconds(20), "Running")
            .At(Seconds(80), "Odd", "OddReason", "Never seen before.")
            .At(Seconds(90), "FailedReserving").At(Seconds(100), "Failed", "Own"));
        var id = await Dlc.CreateJobAsync(Job());
        (double Second, string Status, string? Pod)[] expected =
        [
            (0, "Creating", null), (1, "Queuing", null), (5, "Bidding", null), (10, "EnvPreparing", "Pending"),
            (19, "EnvPreparing", "Pending"), (20, "Running", "Running"), (80, "Odd", "Running"),
            (90, "FailedReserving", "Failed"), (100, "Failed", "Failed"),
        ];
        foreach (var (second, status, pod) in expected)
        {
            Clock.Advance(Start + Seconds(second) - Clock.GetUtcNow());
            var job = await Dlc.GetJobAsync(id);
            Assert.Equal((second, status, pod), (second, job.Status, job.Pods!.SingleOrDefault()?.Status));
            Assert.Equal(status, Assert.Single(Emulator.Dlc.Jobs).Status);
            if (status == "Odd") Assert.Equal(("OddReason", "Never seen before."), (job.ReasonCode, job.ReasonMessage));
        }

        var end = await Dlc.GetJobAsync(id);
        Assert.Equal(("Own", 80L, "2026-01-15T08:00:20Z"), (end.ReasonCode, end.Duration, end.GmtRunningTime));
        Assert.Equal(("2026-01-15T08:01:40Z", "2026-01-15T08:01:40Z"), (end.GmtFailedTime, end.GmtFinishTime));
    }

    [Fact]
    public async Task A_script_sees_its_job_and_answers_show_what_was_asked_for()
    {
        EmulatedJobInfo? seen = null;
        Emulator.Dlc.OnCreate(job =>
        {
            seen = job;
            return job.DisplayName == "stuck" ? new EmulatedJob().At(default, "Queuing") : null;
        });
        var request = Job("stuck");
        request.JobSpecs = [Role("Master", 1), Role("Worker", 2)];
        request.Envs = new Dictionary<string, string> { ["A"] = "b" };
        request.Settings = new() { Tags = new Dictionary<string, string> { ["run"] = "1" } };
        request.UserVpc = new() { VpcId = "vpc-1", ExtendedCIDRs = ["10.0.0.0/8"] };
        request.DataSources = [new() { Uri = "oss://b.oss-cn-hangzhou-internal.aliyuncs.com/in/", MountPath = "/in", MountAccess = "RO" }];
        var id = await Dlc.CreateJobAsync(request);
        Assert.Equal((id, "stuck", "Creating", "b", "1"), (seen!.JobId, seen.DisplayName, seen.Status, seen.Envs["A"], seen.Tags["run"]));
        Assert.Contains("\"UserCommand\":\"echo hi\"", seen.Request, StringComparison.Ordinal);

        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(("Queuing", "b", "1"), (job.Status, job.Envs!["A"], job.Settings!.Tags!["run"]));
        Assert.Equal("10.0.0.0/8", Assert.Single(job.UserVpc!.ExtendedCIDRs!));
        var source = Assert.Single(job.DataSources!);
        Assert.Equal(("/in", null), (source.MountPath, source.MountAccess));
        Assert.StartsWith("oss://b.", source.Uri);
        Assert.Equal(2, job.JobSpecs!.Count);
        Assert.Equal("Succeeded", (await Dlc.GetJobAsync(await Dlc.CreateJobAsync(Job("other")))).Status);
    }

    [Fact]
    public async Task A_stop_takes_its_time_and_is_refused_a_second_time()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob { StopTime = Seconds(10) }
            .Succeeds(queuing: Seconds(5), running: Seconds(60))
            .Log(Seconds(28), "stopping").Log(Seconds(31), "never"));
        var id = await Dlc.CreateJobAsync(Job());
        Clock.Advance(Seconds(20));
        await Dlc.StopJobAsync(id);
        Assert.Equal("Stopping", (await Dlc.GetJobAsync(id)).Status);
        var again = await RefusedAsync(() => Dlc.StopJobAsync(id));
        Assert.Equal((PaiServiceErrorKind.WrongState, "BadRequest"), (again.Kind, again.Code));
        Assert.Equal(PaiServiceErrorKind.WrongState, (await RefusedAsync(() => Dlc.DeleteJobAsync(id))).Kind);
        Clock.Advance(Seconds(60));
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(("Stopped", "JobStoppedByUser", "2026-01-15T08:00:30Z"), (job.Status, job.ReasonCode, job.GmtStoppedTime));
        Assert.Equal(["stopping"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0")).Logs);

        await Dlc.DeleteJobAsync(id);
        Assert.Equal(PaiServiceErrorKind.NotFound, (await RefusedAsync(() => Dlc.GetJobAsync(id))).Kind);
        Assert.Empty(Emulator.Dlc.Jobs);
    }

    [Fact]
    public async Task An_update_changes_what_the_service_allows()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs(queuing: Seconds(10)));
        var request = Job();
        request.ResourceId = "quota1";
        request.Accessibility = "PRIVATE";
        var (onQuota, onPublic) = (await Dlc.CreateJobAsync(request), await Dlc.CreateJobAsync(Job()));
        foreach (var id in (string[])[onQuota, onPublic])
            await Dlc.UpdateJobAsync(id, new() { Priority = 5, Accessibility = "PUBLIC", Description = "new" });
        var job = await Dlc.GetJobAsync(onQuota);
        Assert.Equal((5, "PUBLIC", "new"), (job.Priority, job.Accessibility, job.Description));
        Assert.Equal(1, (await Dlc.GetJobAsync(onPublic)).Priority);
        Clock.Advance(Seconds(10));
        await Dlc.UpdateJobAsync(onQuota, new() { Priority = 9 });
        Assert.Equal(5, (await Dlc.GetJobAsync(onQuota)).Priority);
        Assert.Equal("InvalidParameter", (await RefusedAsync(() => Dlc.UpdateJobAsync(onQuota, new() { Accessibility = "PRIVATE" }))).Code);
    }

    [Fact]
    public async Task Tags_are_added_to_all_jobs_or_none()
    {
        var (a, b) = (await Dlc.CreateJobAsync(Job("a")), await Dlc.CreateJobAsync(Job("b")));
        await Dlc.TagResourcesAsync("cn-hangzhou", [a], new Dictionary<string, string> { ["k"] = "1" });
        var missing = () => Dlc.TagResourcesAsync("cn-hangzhou", [b, "dlcnone"], new Dictionary<string, string> { ["k"] = "2" });
        Assert.Equal(PaiServiceErrorKind.NotFound, (await RefusedAsync(missing)).Kind);
        var reserved = () => Dlc.TagResourcesAsync("cn-hangzhou", [b], new Dictionary<string, string> { ["acs:k"] = "2" });
        Assert.Equal("InvalidParameter", (await RefusedAsync(reserved)).Code);
        var tagged = await Dlc.ListJobsPageAsync(new() { Tags = new Dictionary<string, string> { ["k"] = "1" } });
        Assert.Equal([a], tagged.Jobs!.Select(job => job.JobId));
    }

    [Fact]
    public async Task What_the_service_refuses_creates_nothing()
    {
        (string Code, Action<DlcCreateJob> Change)[] cases =
        [
            ("MissingDisplayName", job => job.DisplayName = null),
            ("InvalidParameter", job => job.DisplayName = "a b"),
            ("InvalidParameter", job => job.JobType = "Custom"),
            ("MissingUserCommand", job => job.UserCommand = ""),
            ("MissingJobSpecs", job => job.JobSpecs = []),
            ("InvalidParameter", job => job.JobSpecs = [Role("Head", 1)]),
            ("InvalidParameter", job => job.JobSpecs = [Role("Worker", 0)]),
            ("InvalidParameter", job => job.Priority = 10),
            ("InvalidParameter", job => job.JobMaxRunningTimeMinutes = 0),
            ("InvalidParameter", job => job.DataSources = [new() { Uri = "oss://b/", DataSourceId = "d-1", MountPath = "/a" }]),
            ("InvalidParameter", job => job.DataSources = [new() { Uri = "oss://b/", MountPath = "a" }]),
            ("InvalidParameter", job => job.UserCommand = new('x', 65_536)),
        ];
        foreach (var (code, change) in cases)
        {
            var request = Job();
            change(request);
            var error = await RefusedAsync(() => Dlc.CreateJobAsync(request));
            Assert.Equal((code, PaiServiceErrorKind.Invalid), (error.Code, error.Kind));
            Assert.Equal(Emulator.Requests[^1].Id, error.RequestId);
        }

        Assert.Empty(Emulator.Dlc.Jobs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"DisplayName\":1}")]
    [InlineData("{\"DisplayName\":\"a\",\"DisplayName\":\"b\"}")]
    [InlineData("{\"DisplayName\":\"a\",\"JobType\":\"TFJob\",\"UserCommand\":\"a\",\"JobSpecs\":[1]}")]
    public async Task A_body_that_is_no_job_is_refused(string body)
    {
        var request = new ApiRequest("CreateJob", "paidlc", HttpMethod.Post, "/api/v1/jobs") { Body = Encoding.UTF8.GetBytes(body) };
        var answer = await SendAsync(request);
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidParameter"), (answer.Status, CodeOf(answer)));
    }

    [Fact]
    public async Task A_script_that_throws_creates_nothing()
    {
        Emulator.Dlc.OnCreate(_ => throw new InvalidOperationException("Wrong."));
        await Assert.ThrowsAsync<ApiInDoubtException>(() => Dlc.CreateJobAsync(Job()));
        Assert.Equal((500, "InternalError"), (Emulator.Requests[^1].Status, Emulator.Requests[^1].ErrorCode));
        Assert.Empty(Emulator.Dlc.Jobs);
    }

    [Fact]
    public void A_script_goes_forward_only()
    {
        var script = new EmulatedJob().At(Seconds(5), "Running");
        Assert.Throws<ArgumentOutOfRangeException>(() => script.At(Seconds(4), "Failed"));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.Log(Seconds(-1), "line"));
        Assert.Throws<ArgumentException>(() => script.At(Seconds(6), ""));
    }

    private static DlcJobSpec Role(string type, int count) =>
        new() { Type = type, Image = "a:1", PodCount = count, EcsSpec = "ecs.c6.large" };
}
