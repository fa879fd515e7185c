namespace Pai.Jobs.Internal.Local;

/// <summary>The meaning of an exit code in a phase of the launch script.</summary>
internal static class ExitReason
{
    public const string SandboxFailed = "SandboxFailed";

    /// <param name="code">The exit code.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="node">The node that failed, where there are several.</param>
    public static RunStatus Of(int code, string? phase, string? node = null)
    {
        var (reason, message) = phase switch
        {
            RunFacts.CommandPhase => OfCommand(code),
            "code" => ("CodeNotUnpacked", "The job's code could not be unpacked; see the end of its log."),
            "requirements" => ("RequirementsFailed", "The job's Python requirements could not be installed; see the end of its log."),
            _ => (
                SandboxFailed,
                "The job's sandbox could not be set up; see the end of its log, "
                + "and choose another isolation if it cannot work on this machine."),
        };
        return new(JobStatus.Failed, reason, node is null ? message : $"{message} This was node {node}; the other nodes were stopped.");
    }

    private static (string Reason, string Message) OfCommand(int code) => code switch
    {
        2 => ("JobFailed", "The command ended with exit code 2: for many programs, wrong arguments."),
        126 => ("CommandNotExecutable", "The command was found, but may not be executed. Is its executable bit set?"),
        127 => ("CommandNotFound", "The command, or a program in it, was not found. Is it installed, and on the PATH?"),
        130 => ("Interrupted", "The command was ended by SIGINT."),
        134 => ("Aborted", "The command aborted itself (SIGABRT)."),
        137 => ("Killed", "The command was killed by SIGKILL: usually out of memory."),
        139 => ("SegmentationFault", "The command crashed with a memory error (SIGSEGV)."),
        143 => ("Terminated", "The command was ended by SIGTERM."),
        > 128 and < 160 => ("Signaled", $"The command was ended by signal {code - 128}."),
        _ => ("JobFailed", $"The command ended with exit code {code}."),
    };
}
