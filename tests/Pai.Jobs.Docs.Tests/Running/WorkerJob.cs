namespace Pai.Jobs.Docs.Tests.Running;

/// <summary>A job on this machine whose program is the code of a page: the TrainJob of Context/.</summary>
internal static class WorkerJob
{
    public static async Task RunAsync(string assembly)
    {
        await using var session = PaiSession.Local(new() { Isolation = LocalIsolation.Process });
        var job = new JobSubmission
        {
            RecordName = "Sample.TrainJob",
            JobName = "train",
            Command = JobCommand.Exec(DotNet.Host, "exec", DotNet.ThisProgram, "job", assembly),
            InstanceType = "local",
            Inputs = [new() { Name = "corpus", MountPath = "/ml/input/data/corpus/", Location = DataLocation.Parse("corpus") }],
            Outputs = [Output("model"), Output("state") with { IsCheckpoint = true }],
            Parameters = [new("epochs", "3")],
        };
        var info = await session.Backend.SubmitAsync(await session.Backend.PrepareAsync(job, default));
        var run = await session.AttachAsync(info.Id);
        await run.EnsureSucceededAsync();
    }

    private static OutputChannel Output(string name) => new() { Name = name, MountPath = $"/ml/output/{name}/" };
}
