namespace Pai.Jobs.Benchmarks;

internal static class Submissions
{
    public static async Task<JobRun> SubmitAsync(PaiSession session, string command)
    {
        var prepared = await session.Backend.PrepareAsync(Of(command), default);
        return new(session.Backend, await session.Backend.SubmitAsync(prepared));
    }

    private static JobSubmission Of(string command) => new()
    {
        RecordName = "Bench.Job",
        JobName = "bench",
        Command = JobCommand.Shell(command),
        InstanceType = "local",
        Outputs = [new() { Name = "out", MountPath = "/ml/output/out/" }],
        Parameters = [new("interval", "500"), new("max_retry", "5")],
    };
}
