namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the command and the code: that what the command names is there.</summary>
internal static class CommandChecks
{
    public static void Check(JobAnalysisContext job)
    {
        SourceDirChecks.Check(job);
        SourceProjectChecks.Check(job);
        if (CommandSyntax.Of(job) is not { } command) return;
        CheckCharacters(job, command);
        ScriptCheck.Check(job, command);
        ArgumentListCheck.Check(job, command);
        if (job.Members is null) return;
        ContainerPathCheck.Check(job, command);
        ContractVariableCheck.Check(job, command);
        CommandOptionCheck.Check(job, command);
        UserArgumentsCheck.Check(job, command);
    }

    private static void CheckCharacters(JobAnalysisContext job, CommandSyntax command)
    {
        foreach (var part in command.Parts)
        {
            var isHalf = false;
            for (var i = 0; i < part.Text.Length; i++)
            {
                if (!char.IsSurrogate(part.Text[i])) continue;
                if (i + 1 < part.Text.Length && char.IsSurrogatePair(part.Text[i], part.Text[i + 1])) i++;
                else isHalf = true;
            }

            if (part.Text.IndexOf('\0') >= 0)
                job.Report(CommandRules.CommandCharacters, part.LocationOf(0, part.Text.Length), [], "a NUL character");
            else if (isHalf)
                job.Report(CommandRules.CommandCharacters, part.LocationOf(0, part.Text.Length), [], "half of a surrogate pair");
        }
    }
}
