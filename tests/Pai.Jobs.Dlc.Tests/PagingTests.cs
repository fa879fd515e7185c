using System.Globalization;
using System.Net;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Lists in pages: every item once, whatever happens to the list meanwhile.</summary>
public class PagingTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(250, 3)]
    public async Task All_pages_are_read_and_no_more(int count, int pages)
    {
        using var harness = new ApiHarness();
        var jobs = Ids(0, count);
        harness.Handler.Otherwise = s => Page(s, jobs);

        Assert.Equal(jobs, await ListAsync(harness));

        Assert.Equal(pages, harness.Handler.Sent.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(250)]
    public async Task A_service_that_does_not_count_is_read_up_to_a_short_page(int count)
    {
        using var harness = new ApiHarness();
        var jobs = Ids(0, count);
        harness.Handler.Otherwise = s => Page(s, jobs, total: null);

        Assert.Equal(jobs, await ListAsync(harness));
    }

    [Fact]
    public async Task A_service_that_gives_smaller_pages_is_read_to_the_end()
    {
        using var harness = new ApiHarness();
        var jobs = Ids(0, 95);
        harness.Handler.Otherwise = s => Page(s, jobs, pageSize: 30);

        Assert.Equal(jobs, await ListAsync(harness));

        Assert.Equal(4, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Jobs_that_move_to_the_next_page_are_given_once()
    {
        using var harness = new ApiHarness();
        var jobs = Ids(0, 150);
        harness.Handler.Otherwise = s =>
        {
            var page = Page(s, jobs);
            jobs = [$"new{harness.Handler.Sent.Count}", .. jobs];
            return page;
        };

        var listed = await ListAsync(harness);

        Assert.Equal(Ids(0, 150), listed.Where(id => !id.StartsWith("new", StringComparison.Ordinal)));
        Assert.Equal(listed.Distinct(), listed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(130)]
    [InlineData(300)]
    public async Task Jobs_that_are_deleted_meanwhile_hide_no_others(int deleted)
    {
        using var harness = new ApiHarness();
        var jobs = Ids(0, 450);
        harness.Handler.Otherwise = s =>
        {
            var page = Page(s, jobs);
            if (harness.Handler.Sent.Count == 3) jobs = jobs[deleted..];
            return page;
        };

        var listed = await ListAsync(harness);

        Assert.Equal(Ids(0, 450), listed.Order(StringComparer.Ordinal));
        Assert.Equal(listed.Distinct(), listed);
    }

    [Fact]
    public async Task A_service_that_ignores_the_page_is_not_asked_for_ever()
    {
        using var harness = new ApiHarness();
        var jobs = Ids(0, 100);
        harness.Handler.Otherwise = s => Answers.Json(Json(jobs, long.MaxValue));

        Assert.Equal(jobs, await ListAsync(harness));

        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task More_than_the_service_lists_is_an_error_and_not_the_end()
    {
        using var harness = new ApiHarness();
        harness.Handler.Otherwise = s => Answers.Json($$"""{"Jobs":[{"JobId":"{{s.Query["PageNumber"]}}"}],"TotalCount":100001}""");

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => ListAsync(harness));

        Assert.Contains("more than 100000 jobs", e.Message);
        Assert.Equal(1000, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task An_error_on_a_later_page_is_thrown_after_the_jobs_before()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Json(Ids(0, 100), 150)).Then(Answers.Error(HttpStatusCode.Forbidden, "Forbidden.RAM"));
        List<string?> listed = [];

        var e = await Assert.ThrowsAsync<PaiServiceException>(async () =>
        {
            await foreach (var job in harness.Dlc.ListJobsAsync(new())) listed.Add(job.JobId);
        });

        Assert.Equal("paidlc:ListJobs", e.MissingAction);
        Assert.Equal(Ids(0, 100), listed);
    }

    [Fact]
    public async Task Jobs_without_an_id_are_given_too()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""{"Jobs":[{"DisplayName":"a"},null,{"DisplayName":"b"}],"TotalCount":2}""");
        List<string?> names = [];

        await foreach (var job in harness.Dlc.ListJobsAsync(new DlcJobFilter())) names.Add(job.DisplayName);

        Assert.Equal(["a", "b"], names);
    }

    private static async Task<List<string>> ListAsync(ApiHarness harness)
    {
        List<string> ids = [];
        await foreach (var job in harness.Dlc.ListJobsAsync(new())) ids.Add(job.JobId!);
        return ids;
    }

    private static string[] Ids(int start, int count) =>
        [.. Enumerable.Range(start, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"dlc{i:0000}"))];

    private static HttpResponseMessage Page(SentRequest sent, string[] jobs) => Page(sent, jobs, total: jobs.Length);

    private static HttpResponseMessage Page(SentRequest sent, string[] jobs, int pageSize) =>
        Page(sent, jobs, total: jobs.Length, pageSize);

    private static HttpResponseMessage Page(SentRequest sent, string[] jobs, long? total, int pageSize = 100)
    {
        var number = int.Parse(sent.Query["PageNumber"], CultureInfo.InvariantCulture);
        return Answers.Json(Json(jobs.Skip((number - 1) * pageSize).Take(pageSize), total));
    }

    private static string Json(IEnumerable<string> ids, long? total) =>
        $$"""{"Jobs":[{{string.Join(',', ids.Select(id => $$"""{"JobId":"{{id}}"}"""))}}],"TotalCount":{{total?.ToString() ?? "null"}}}""";
}
