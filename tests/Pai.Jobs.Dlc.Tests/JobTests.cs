using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>The operations on jobs: what is sent, and what is read.</summary>
public class JobTests
{
    private const string Job = """
        {
          "JobId": "dlc1", "JobType": "PyTorchJob", "DisplayName": "demo", "Description": "d", "WorkspaceId": 1234, "UserId": "u",
          "Status": "Running", "SubStatus": "Restarting", "ReasonCode": "R", "ReasonMessage": "because", "Priority": "3",
          "Duration": 12.9, "GmtCreateTime": "2026-01-15T08:00:00Z", "GmtSuccessedTime": "2026-01-15T09:00:00Z", "RestartTimes": "0/10",
          "Envs": { "A": "1", "B": 2, "C": null }, "CustomEnvs": [ { "Key": "k", "Value": "v", "Visible": "private" } ],
          "ThirdpartyLibs": [ "numpy==1.16.1", null ],
          "JobSpecs": [ { "Type": "Worker", "PodCount": 2, "Image": "i", "ResourceConfig": { "CPU": 10, "GPUType": "T4" },
            "SpotSpec": { "SpotDiscountLimit": "0.8" }, "IsCheif": true, "FromTheFuture": [ 1 ] } ],
          "Settings": { "Tags": { "tag": "x" }, "EnableRDMA": "true", "AdvancedSettings": { "a": { "b": 1 } } },
          "DataSources": [ { "DataSourceId": "d-1", "MountPath": "/a", "Uri": "oss://b/p/" } ],
          "UserVpc": { "VpcId": "vpc-1", "ExtendedCidrs": [ "10.0.0.0/8" ] },
          "RoleSystemEnvs": { "Worker": { "RANK": 0 } },
          "StatusHistory": [ { "Status": "Queuing", "StartTime": "a", "EndTime": "b", "ReasonCode": "c", "ReasonMessage": "d" } ],
          "JobReplicaStatuses": { "Type": "Worker", "Active": 1, "Dequeued": 2, "EstimatedResourceConfig": { "CPU": "1" } },
          "RestartRecord": [ { "JobRestartCount": 1, "OccurPhase": "Running", "TriggerID": "t", "DetailErrorInfoList": [ { "ErrorCode": "E",
            "TriggerRestart": true, "Node": "n" } ] } ],
          "Pods": [ { "Type": "worker", "PodId": "dlc1-worker-0", "PodUid": "u2", "Status": "Running", "Duration": 1.5,
            "PodIps": [ { "InterfaceName": "eth0", "Ip": "10.0.0.1" } ], "supportedProfilingTypes": "p",
            "HistoryPods": [ { "PodId": "dlc1-worker-0", "PodUid": "u1", "Status": "Failed", "SubStatus": "Evicted" } ] } ],
          "supportedProfilingTypes": "s", "NodeNames": "n1", "RequestCPU": "8", "RequestGPU": 1, "IsDeleted": 0, "RetryCount": 1,
          "JobMaxRunningTimeMinutes": 60, "Username": "me", "RequestId": "R-1", "FutureField": { "x": [ 1, "two" ] }, "FutureList": []
        }
        """;

    [Fact]
    public async Task A_job_is_read_with_all_its_parts_however_the_service_writes_them()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Job);

        var job = await harness.Dlc.GetJobAsync("dlc1");

        Assert.Equal("/api/v1/jobs/dlc1", harness.Sent.Path);
        Assert.Equal("true", harness.Sent.Query["NeedDetail"]);
        Assert.Equal(("dlc1", "demo", "d", "1234", "R-1"), (job.JobId, job.DisplayName, job.Description, job.WorkspaceId, job.RequestId));
        Assert.Equal(("Running", "Restarting", "R", "because"), (job.Status, job.SubStatus, job.ReasonCode, job.ReasonMessage));
        Assert.Equal((3, 12L, "0/10", "2026-01-15T09:00:00Z"), (job.Priority, job.Duration, job.RestartTimes, job.GmtSuccessedTime));
        Assert.Equal(("1", "2", null), (job.Envs!["A"], job.Envs["B"], job.Envs["C"]));
        Assert.Equal("private", Assert.Single(job.CustomEnvs!).Visible);
        Assert.Equal(["numpy==1.16.1"], job.ThirdpartyLibs!);
        var spec = Assert.Single(job.JobSpecs!);
        Assert.Equal((2L, "10", "T4", 0.8, true), (spec.PodCount, spec.ResourceConfig!.CPU, spec.ResourceConfig.GPUType,
            spec.SpotSpec!.SpotDiscountLimit, spec.IsCheif));
        Assert.Equal("[ 1 ]", spec.Unknown!["FromTheFuture"].GetRawText());
        Assert.Equal(("x", true), (job.Settings!.Tags!["tag"], job.Settings.EnableRDMA));
        Assert.Equal(1, job.Settings.AdvancedSettings!["a"].GetProperty("b").GetInt32());
        Assert.Equal("oss://b/p/", Assert.Single(job.DataSources!).Uri);
        Assert.Equal(["10.0.0.0/8"], job.UserVpc!.ExtendedCIDRs!);
        Assert.Equal(0, job.RoleSystemEnvs!.Value.GetProperty("Worker").GetProperty("RANK").GetInt32());
        Assert.Equal("c", Assert.Single(job.StatusHistory!).ReasonCode);
        Assert.Equal((1, 2), (Assert.Single(job.JobReplicaStatuses!).Active, job.JobReplicaStatuses![0].Dequeued));
        var restart = Assert.Single(job.RestartRecord!);
        Assert.Equal((1L, "t", "E", true), (restart.JobRestartCount, restart.TriggerID, restart.DetailErrorInfoList![0].ErrorCode,
            restart.DetailErrorInfoList[0].TriggerRestart));
        var pod = Assert.Single(job.Pods!);
        Assert.Equal(("u2", 1.5, "10.0.0.1", "p"), (pod.PodUid, pod.Duration, pod.PodIps![0].Ip, pod.SupportedProfilingTypes));
        Assert.Equal(("u1", "Evicted"), (Assert.Single(pod.HistoryPods!).PodUid, pod.HistoryPods![0].SubStatus));
        Assert.Equal(["n1"], job.NodeNames!);
        Assert.Equal((8L, "1", false, 1, 60L, "me", "s"), (job.RequestCPU, job.RequestGPU, job.IsDeleted,
            job.RetryCount, job.JobMaxRunningTimeMinutes, job.Username, job.SupportedProfilingTypes));
        Assert.Equal(["FutureField", "FutureList"], job.Unknown!.Keys);
        Assert.Equal("two", job.Unknown["FutureField"].GetProperty("x")[1].GetString());
    }

    [Fact]
    public async Task A_job_without_anything_is_read()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("{}").Then("""{"Status":null,"Pods":null,"Envs":null,"Settings":null,"Duration":null,"JobSpecs":"none"}""");

        var empty = await harness.Dlc.GetJobAsync("dlc1", needsDetail: false);
        var job = await harness.Dlc.GetJobAsync("dlc1");

        Assert.Equal("false", harness.Handler.Sent[0].Query["NeedDetail"]);
        Assert.Null(empty.Status);
        Assert.Equal((null, null, null), (job.Status, job.Pods, job.Duration));
        Assert.Empty(job.JobSpecs!);
    }

    [Fact]
    public async Task A_list_never_uses_the_defaults_of_the_service()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""{"Jobs":[{"JobId":"a"}],"TotalCount":"1","RequestId":"R"}""");

        var page = await harness.Dlc.ListJobsPageAsync(new());

        Assert.Equal(("a", 1L), (Assert.Single(page.Jobs!).JobId, page.TotalCount));
        Assert.Equal(
            "Order=asc&PageNumber=1&PageSize=100&ShowOwn=false&SortBy=GmtCreateTime&StartTime=2020-01-01T00%3A00%3A00Z",
            harness.Sent.RawQuery);
    }

    [Fact]
    public async Task A_filter_is_sent_as_the_service_reads_it()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("{}").Then("{}");

        await harness.Dlc.ListJobsPageAsync(
            new()
            {
                WorkspaceId = "1234",
                DisplayName = "a b",
                JobIds = ["dlc1", "dlc2"],
                Tags = new Dictionary<string, string> { ["k"] = "v w", ["é"] = "\"" },
                StartTime = new(2026, 1, 1, 8, 0, 0, TimeSpan.FromHours(8)),
                EndTime = ApiHarness.Start,
                Status = "Running",
                NumericRangeField = "RequestGPU",
                NumericRangeMin = 1,
                NumericRangeMax = 8,
                ShowOwn = true,
            },
            pageNumber: 7);
        await harness.Dlc.ListJobsPageAsync(new() { FromAllWorkspaces = true, JobIds = [], Tags = new Dictionary<string, string>() });

        var query = harness.Handler.Sent[0].Query;
        Assert.Equal("""{"k":"v w","é":"\""}""", query["Tags"]);
        Assert.Equal("dlc1,dlc2", query["JobIds"]);
        Assert.Equal(("2026-01-01T00:00:00Z", "2026-01-15T08:00:00Z"), (query["StartTime"], query["EndTime"]));
        Assert.Equal(("1", "8", "true", "7"), (query["NumericRangeMin"], query["NumericRangeMax"], query["ShowOwn"], query["PageNumber"]));
        query = harness.Handler.Sent[1].Query;
        Assert.Equal(("true", "true"), (query["ShowOwn"], query["FromAllWorkspaces"]));
        Assert.DoesNotContain("Tags", query.Keys);
        Assert.DoesNotContain("JobIds", query.Keys);
    }

    [Fact]
    public async Task A_job_is_stopped_deleted_and_changed()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""{"JobId":"dlc1"}""").Then("{}").Then("{}");

        await harness.Dlc.StopJobAsync("dlc1");
        await harness.Dlc.DeleteJobAsync("dlc1");
        await harness.Dlc.UpdateJobAsync("dlc1", new() { Priority = 9, Accessibility = "PUBLIC" });

        Assert.Equal(
            ["POST /api/v1/jobs/dlc1/stop", "DELETE /api/v1/jobs/dlc1", "PUT /api/v1/jobs/dlc1"],
            harness.Handler.Sent.Select(s => $"{s.Method} {s.Path}"));
        Assert.Equal([true, true, false], harness.Handler.Sent.Select(s => s.Body is null));
        Assert.Equal("""{"Priority":9,"Accessibility":"PUBLIC"}""", harness.Handler.Sent[2].Text);
        Assert.Equal(["StopJob", "DeleteJob", "UpdateJob"], harness.Handler.Sent.Select(s => s.Headers["x-acs-action"]));
    }

    [Fact]
    public async Task Jobs_are_tagged()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("{}");

        await harness.Dlc.TagResourcesAsync("cn-hangzhou", ["dlc1", "dlc2"], new Dictionary<string, string> { ["k"] = "v" });

        Assert.Equal("POST /api/v1/tags", $"{harness.Sent.Method} {harness.Sent.Path}");
        Assert.Equal(
            """{"RegionId":"cn-hangzhou","ResourceType":"Job","ResourceId":["dlc1","dlc2"],"Tag":[{"Key":"k","Value":"v"}]}""",
            harness.Sent.Text);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(51, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 21)]
    public async Task The_service_tags_so_many_jobs_at_once(int jobs, int tags)
    {
        using var harness = new ApiHarness();

        await Assert.ThrowsAsync<ArgumentException>(() => harness.Dlc.TagResourcesAsync(
            "cn-hangzhou",
            [.. Enumerable.Range(0, jobs).Select(i => $"dlc{i}")],
            Enumerable.Range(0, tags).ToDictionary(i => $"{i}", _ => "")));

        Assert.Empty(harness.Handler.Sent);
    }

    [Fact]
    public async Task Instance_types_are_asked_for_without_an_order()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""
            {"EcsSpecs":[{"InstanceType":"ecs.gn6i-c4g1.xlarge","AcceleratorType":"GPU","Cpu":4,"Gpu":1,"GpuType":"T4","GpuMemory":16,
            "Memory":15,"IsAvailable":true,"ResourceType":"ECS","PaymentTypes":["Spot","PostPaid"],"SpotStockStatus":"WithStock",
            "NonProtectSpotDiscount":0.1,"DefaultGPUDriver":"535","SupportedGPUDrivers":["535","550"]}],"TotalCount":1}
            """);

        var specs = await ListAsync(harness.Dlc.ListEcsSpecsAsync("GPU", instanceTypes: ["ecs.gn6i-c4g1.xlarge", "x"]));

        Assert.Equal("AcceleratorType=GPU&InstanceTypes=ecs.gn6i-c4g1.xlarge%2Cx&PageNumber=1&PageSize=100", harness.Sent.RawQuery);
        var spec = Assert.Single(specs);
        Assert.Equal(("T4", 15, true, "WithStock", 0.1), (spec.GpuType, spec.Memory, spec.IsAvailable, spec.SpotStockStatus,
            spec.NonProtectSpotDiscount));
        Assert.Equal(["535", "550"], spec.SupportedGPUDrivers!);
    }

    private static async Task<List<DlcEcsSpec>> ListAsync(IAsyncEnumerable<DlcEcsSpec> specs)
    {
        List<DlcEcsSpec> all = [];
        await foreach (var spec in specs) all.Add(spec);
        return all;
    }
}
