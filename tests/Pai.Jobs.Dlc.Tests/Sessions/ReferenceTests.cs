namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>The identity of a job on PAI-DLC, handed to another process.</summary>
public class ReferenceTests
{
    [Fact]
    public async Task Another_session_attaches_with_it_unless_it_is_elsewhere()
    {
        await using var harness = await DlcHarness.StartAsync();
        var run = await new TrainJob().SubmitAsync(harness.Session, new() { JobName = "trained" }, harness.Timeout);
        var json = run.ToReference().ToJson();
        var reference = JobReference.Parse(json);
        await using var same = harness.Open();
        await using var workspace = harness.Open(b => b.WorkspaceId = "654321");
        await using var region = harness.Open(b => b.Region = "cn-shanghai");
        await using var here = PaiSession.Local(new() { RunsDirectory = harness.Folder });

        var attached = await same.AttachAsync(reference, harness.Timeout);

        Assert.Equal(
            $$"""{"version":1,"backend":"dlc","region":"{{harness.Emulator.Region}}","workspaceId":"{{DlcHarness.Workspace}}","""
                + $$"""  "jobId":"{{run.Id}}","name":"trained"}""".TrimStart(),
            json);
        Assert.Equal((run.Id, "trained"), (attached.Id, attached.Name));
        Assert.DoesNotContain(harness.Emulator.AccessKey.Secret, json, StringComparison.Ordinal);
        foreach (var (session, part) in new[]
        {
            (workspace, $"of the workspace \"{DlcHarness.Workspace}\", and the session of \"654321\""),
            (region, "and the session of \"cn-shanghai\""),
            (here, "of the backend \"dlc\", and the session of \"local\""),
        })
        {
            var e = await Assert.ThrowsAsync<JobException>(() => session.AttachAsync(reference, harness.Timeout));
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
            Assert.Contains(run.Id, e.Message, StringComparison.Ordinal);
        }
    }
}
