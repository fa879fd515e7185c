namespace Pai.Jobs.Benchmarks;

internal static class Submissions
{
    public static JobSubmission Of(string command) => new()
    {
        RecordName = "Bench.Job",
        JobName = "bench",
        Command = JobCommand.Shell(command),
        InstanceType = "local",
        Environment = new Dictionary<string, string>(),
        Labels = new Dictionary<string, string>(),
        Settings = new Dictionary<string, string>(),
        Inputs = [],
        Outputs = [new("out", null, "/ml/output/out/")],
        Parameters = [new("interval", "500"), new("max_retry", "5")],
    };
}
