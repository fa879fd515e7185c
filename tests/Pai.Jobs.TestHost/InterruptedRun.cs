namespace Pai.Jobs.TestHost;

/// <summary>Runs one job as RunAsync does, for a test that presses Ctrl+C. Arguments: RUNS_DIRECTORY ISOLATION run|leave COMMAND.</summary>
internal static class InterruptedRun
{
    /// <summary>Writes what was thrown. The exit code is that of the program of a user who catches it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var session = PaiSession.Local(new() { RunsDirectory = args[0], Isolation = Enum.Parse<LocalIsolation>(args[1]) });
        try
        {
            await new HostedJob().RunAsync(session, new()
            {
                Command = JobCommand.Shell(args[3]),
                CtrlC = args[2] == "leave" ? CtrlCBehavior.LeaveJob : CtrlCBehavior.Auto,
            });
            return 0;
        }
        catch (Exception e)
        {
            Console.WriteLine($"{e.GetType().Name}: {e.Message}");
            return e is OperationCanceledException ? 130 : 1;
        }
    }
}
