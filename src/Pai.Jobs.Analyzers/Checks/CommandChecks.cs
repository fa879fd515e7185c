namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the command and the code: that what the command names is there.</summary>
internal static class CommandChecks
{
    public static void Check(CheckedJob job)
    {
        SourceDirChecks.Check(job);
        if (CommandText.Of(job) is not { } command) return;
        ScriptCheck.Check(job, command);
        if (job.Members is null) return;
        ContainerPathCheck.Check(job, command);
        ContractVariableCheck.Check(job, command);
        CommandOptionCheck.Check(job, command);
    }
}
