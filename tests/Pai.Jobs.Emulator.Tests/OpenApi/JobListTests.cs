using System.Text.Json;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>ListJobs: its defaults, which hide jobs, its filters, its order, and its delay.</summary>
public sealed class JobListTests : PaiTest
{
    [Fact]
    public async Task Defaults_are_ten_jobs_of_seven_days_and_the_newest_first()
    {
        await Dlc.CreateJobAsync(Job("old"));
        Clock.Advance(Days(7) + Seconds(1));
        for (var i = 0; i < 12; i++)
        {
            await Dlc.CreateJobAsync(Job($"job{i}"));
            Clock.Advance(Seconds(1));
        }

        var (names, total) = await NamesAsync(ListJobs());
        Assert.Equal("job11 job10 job9 job8 job7 job6 job5 job4 job3 job2", names);
        Assert.Equal(12, total);
        Assert.Equal(("job1 job0", 12), await NamesAsync(ListJobs().Query("PageNumber", 2)));
        Assert.Equal(13, (await NamesAsync(ListJobs().Query("StartTime", Start))).Total);
        Assert.Equal("old", (await NamesAsync(ListJobs().Query("StartTime", Start).Query("Order", "asc").Query("PageSize", 1))).Names);
        Assert.Equal(("old", 1), await NamesAsync(ListJobs().Query("StartTime", Start).Query("EndTime", Start)));
        Assert.Equal(13, (await AllAsync(Dlc.ListJobsAsync(new()))).Count);
    }

    [Fact]
    public async Task All_pages_are_read_each_job_once()
    {
        var ids = new List<string>();
        for (var i = 0; i < 205; i++) ids.Add(await Dlc.CreateJobAsync(Job()));
        Emulator.ClearRequests();
        Assert.Equal(ids, (await AllAsync(Dlc.ListJobsAsync(new()))).Select(job => job.JobId));
        Assert.Equal(["1", "2", "3"], Emulator.Requests.Select(request => request.Parameters["PageNumber"]));
    }

    [Fact]
    public async Task Jobs_of_others_are_hidden_unless_they_are_asked_for()
    {
        Emulator.Dlc.OnCreate(job => job.DisplayName == "other" ? new EmulatedJob { UserId = "42" } : null);
        await Dlc.CreateJobAsync(Job("own"));
        await Dlc.CreateJobAsync(Job("other"));
        Assert.Equal(("own", 1), await NamesAsync(ListJobs()));
        Assert.Equal(("other own", 2), await NamesAsync(ListJobs().Query("ShowOwn", false)));
        Assert.Equal(("other", 1), await NamesAsync(ListJobs().Query("ShowOwn", false).Query("UserIdForFilter", "42")));
        Assert.Equal("InvalidParameter", CodeOf(await SendAsync(ListJobs().Query("ShowOwn", false).Query("FromAllWorkspaces", true))));
    }

    [Fact]
    public async Task Filters_choose_jobs()
    {
        Emulator.Dlc.OnCreate(job => job.DisplayName == "Beta" ? new EmulatedJob().Runs() : null);
        var first = Job("Alpha");
        first.Settings = new() { Caller = "me", Tags = new Dictionary<string, string> { ["k"] = "v w" } };
        first.Description = "the first";
        first.JobSpecs![0].SpotSpec = new() { SpotStrategy = "SpotWithPriceLimit" };
        var a = await Dlc.CreateJobAsync(first);
        var second = Job("Beta");
        second.WorkspaceId = "99";
        second.JobType = "MPIJob";
        second.UserCommand = "mpirun";
        second.ResourceId = "quota1";
        second.Settings = new() { OversoldType = "AcceptQuotaOverSold" };
        second.JobSpecs = [new() { Type = "Worker", Image = "a:1", PodCount = 3, AssignNodeSpec = new() { EnableAssignNode = true } }];
        second.JobSpecs[0].ResourceConfig = new() { CPU = "10", GPU = "2", Memory = "512Mi" };
        var b = await Dlc.CreateJobAsync(second);

        (string Name, DlcJobFilter Filter, string[] Ids)[] cases =
        [
            ("none", new(), [a, b]),
            ("workspace", new() { WorkspaceId = "99" }, [b]),
            ("all workspaces", new() { WorkspaceId = "99", FromAllWorkspaces = true }, [a, b]),
            ("name", new() { DisplayName = "LPH" }, [a]),
            ("id", new() { JobId = b.ToUpperInvariant(), JobIds = [a] }, [b]),
            ("ids", new() { JobIds = [b, a, "dlcnone"] }, [a, b]),
            ("status", new() { Status = "Running" }, [b]),
            ("type", new() { JobType = "MPIJob" }, [b]),
            ("tags", new() { Tags = new Dictionary<string, string> { ["k"] = "v w" } }, [a]),
            ("other tags", new() { Tags = new Dictionary<string, string> { ["k"] = "v" } }, []),
            ("caller", new() { Caller = "me" }, [a]),
            ("description", new() { Description = "FIRST" }, [a]),
            ("command", new() { UserCommandSearch = "mpi" }, [b]),
            ("reason", new() { ReasonSearch = "Succeeded" }, [a]),
            ("finished", new() { TimeRangeField = "GmtFinishTime" }, [a]),
            ("quota", new() { ResourceIds = "quota2,quota1" }, [b]),
            ("on a quota", new() { PaymentType = "PrePaid" }, [b]),
            ("spot", new() { PaymentType = "Spot" }, [a]),
            ("on demand", new() { PaymentType = "PostPaid" }, []),
            ("oversold", new() { OversoldInfo = "AcceptQuotaOverSold-false" }, [b]),
            ("node", new() { EnableAssignNode = "true" }, [b]),
            ("CPUs", new() { NumericRangeField = "RequestCPU", NumericRangeMin = 2, NumericRangeMax = 4 }, [a]),
            ("GPUs", new() { NumericRangeField = "RequestGPU", NumericRangeMin = 1 }, [b]),
            ("search mode", new() { DisplayName = "a", DisplayNameSearchMode = "wildcard" }, [a, b]),
            ("order", new() { SortBy = "DisplayName", Order = "desc" }, [b, a]),
            ("by status", new() { SortBy = "Status", Order = "asc" }, [b, a]),
        ];
        foreach (var (name, filter, ids) in cases)
        {
            var page = await Dlc.ListJobsPageAsync(filter);
            var found = string.Join(' ', page.Jobs!.Select(job => job.JobId));
            Assert.Equal((name, string.Join(' ', ids), ids.Length), (name, found, page.TotalCount));
        }

        var item = (await Dlc.ListJobsPageAsync(new() { JobId = a })).Jobs![0];
        Assert.Equal((2L, "0", "4Gi"), (item.RequestCPU, item.RequestGPU, item.RequestMemory));
        Assert.Equal((null, "1", "0", "emulator"), (item.Description, item.NodeCount, item.RestartTimes, item.Username));
    }

    [Fact]
    public async Task Ids_do_not_widen_the_window()
    {
        var id = await Dlc.CreateJobAsync(Job());
        Clock.Advance(Days(8));
        Assert.Equal(0, (await NamesAsync(ListJobs().Query("JobIds", id))).Total);
        Assert.Equal(1, (await NamesAsync(ListJobs().Query("JobIds", id).Query("StartTime", Start))).Total);
    }

    [Theory]
    [InlineData("PageSize", "101", "InvalidParameter")]
    [InlineData("PageSize", "0", "InvalidParameter")]
    [InlineData("PageNumber", "1001", "InvalidParameter")]
    [InlineData("StartTime", "yesterday", "InvalidParameter")]
    [InlineData("SortBy", "UserId", "InvalidParameter")]
    [InlineData("Order", "up", "InvalidParameter")]
    [InlineData("Tags", "{", "InvalidParameter")]
    [InlineData("DisplayNameSearchMode", "exact", "NotImplemented")]
    [InlineData("NumericRangeField", "Luck", "InvalidParameter")]
    [InlineData("NumericRangeMin", "1", "MissingNumericRangeField")]
    public async Task Parameters_are_checked(string name, string value, string code)
    {
        await Dlc.CreateJobAsync(Job());
        Assert.Equal(code, CodeOf(await SendAsync(ListJobs().Query(name, value))));
    }

    [Fact]
    public async Task A_list_can_lag_behind()
    {
        Emulator.Dlc.ListDelay = Seconds(30);
        Emulator.Dlc.OnCreate(_ => new EmulatedJob().Succeeds(Seconds(0), Seconds(40)));
        var id = await Dlc.CreateJobAsync(Job());
        foreach (var (second, status) in ((int, string?)[])[(0, null), (29, null), (30, "Running"), (69, "Running"), (70, "Succeeded")])
        {
            Clock.Advance(Start + Seconds(second) - Clock.GetUtcNow());
            Assert.Equal((second, status), (second, (await Dlc.ListJobsPageAsync(new())).Jobs!.SingleOrDefault()?.Status));
            Assert.Equal(second < 40 ? "Running" : "Succeeded", (await Dlc.GetJobAsync(id)).Status);
        }
    }

    private async Task<(string Names, long Total)> NamesAsync(ApiRequest request)
    {
        var answer = await SendAsync(request);
        using var json = JsonDocument.Parse(answer.Body);
        var names = json.RootElement.GetProperty("Jobs").EnumerateArray().Select(job => job.GetProperty("DisplayName").GetString()!);
        return (string.Join(' ', names), json.RootElement.GetProperty("TotalCount").GetInt64());
    }
}
