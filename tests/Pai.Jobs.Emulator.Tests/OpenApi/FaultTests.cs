using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Faults of PAI's services, as the library's client sees them.</summary>
public sealed class FaultTests : PaiTest
{
    [Fact]
    public async Task An_answer_can_be_lost_after_the_job_was_created()
    {
        foreach (var fault in (Fault[])[Fault.LoseAnswer(), Fault.ResetAfterHeaders(), Fault.ResetMidBody()])
        {
            Emulator.Faults.Add(fault, EmulatedOperation.CreateJob);
            var before = Emulator.Dlc.Jobs.Count;
            await Assert.ThrowsAsync<ApiInDoubtException>(() => Dlc.CreateJobAsync(Job()));
            Assert.Equal(before + 1, Emulator.Dlc.Jobs.Count);
            Assert.Equal((Emulator.Dlc.Jobs[^1].JobId, fault), (Emulator.Requests[^1].JobId, Emulator.Requests[^1].Fault));
        }
    }

    [Fact]
    public async Task A_connection_can_close_before_the_job_is_created()
    {
        foreach (var fault in (Fault[])[Fault.ResetBeforeHeaders(), Fault.ResetMidUpload()])
        {
            Emulator.Faults.Add(fault, EmulatedOperation.CreateJob);
            await Assert.ThrowsAsync<ApiInDoubtException>(() => Dlc.CreateJobAsync(Job()));
        }

        Assert.Empty(Emulator.Dlc.Jobs);
    }

    [Fact]
    public async Task Errors_come_in_the_form_of_the_service()
    {
        (Fault Fault, PaiServiceErrorKind Kind, string? Code)[] cases =
        [
            (Fault.Error(403, "Forbidden.RAM", "No."), PaiServiceErrorKind.Forbidden, "Forbidden.RAM"),
            (Fault.ExpiredToken(), PaiServiceErrorKind.Unauthenticated, "InvalidSecurityToken.Expired"),
            (Fault.Throttle(Seconds(1)), PaiServiceErrorKind.Throttled, "Throttling.User"),
            (Fault.ServiceUnavailable(), PaiServiceErrorKind.Unavailable, "ServiceUnavailable"),
            (Fault.InternalError(isXml: false), PaiServiceErrorKind.Unavailable, null),
        ];
        foreach (var (fault, kind, code) in cases)
        {
            Emulator.Faults.Clear();
            Emulator.Faults.Add(fault, count: null);
            var error = await RefusedAsync(() => Dlc.ListJobsPageAsync(new()));
            Assert.Equal((kind, code), (error.Kind, error.Code));
            if (code is not null) Assert.Equal(Emulator.Requests[^1].Id, error.RequestId);
        }
    }

    [Fact]
    public async Task A_throttled_submit_is_sent_again_and_makes_one_job()
    {
        var rule = Emulator.Faults.Add(Fault.Throttle(Seconds(3)), EmulatedOperation.CreateJob, count: 2);
        var answer = await SendAsync(ListJobs());
        Assert.Null(CodeOf(answer));
        var id = await Dlc.CreateJobAsync(Job());
        Assert.Equal((2, id), (rule.Hits, Assert.Single(Emulator.Dlc.Jobs).JobId));
        Assert.Equal([429, 429, 200], Emulator.Requests.Skip(1).Select(request => request.Status));
    }

    [Fact]
    public async Task A_rule_can_be_for_one_job()
    {
        var (a, b) = (await Dlc.CreateJobAsync(Job("a")), await Dlc.CreateJobAsync(Job("b")));
        var rule = Emulator.Faults.Add(new FaultRule(Fault.Error(404, "NotFound")) { JobId = a });
        Assert.Equal("b", (await Dlc.GetJobAsync(b)).DisplayName);
        await RefusedAsync(() => Dlc.GetJobAsync(a));
        await RefusedAsync(() => Dlc.GetPodLogsAsync(a, $"{a}-worker-0"));
        Assert.Equal(2, rule.Hits);
        Assert.Equal([a, b, b, a, a], Emulator.Requests.Select(request => request.JobId));
    }
}
