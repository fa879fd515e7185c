namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes the type of outputs: one typed member for each output channel. What else it can do is in its base.</summary>
internal static class OutputsEmitter
{
    public static void Emit(SourceWriter writer, JobModel job)
    {
        JobEmitter.Member(writer, "The outputs of a run.");
        writer.Open($"public {JobEmitter.New(job)}sealed class {job.OutputsName} : PJ::JobOutputs");
        foreach (var member in job.Members)
        {
            if (member.Role != MemberRole.Output) continue;
            var name = member.DisplayName;
            writer.Member().Line($"/// <summary>The output {name}.</summary>");
            // A channel may have the name of a member of the base.
            var isTaken = name is "ToDictionary" or "Equals" or "GetHashCode" or "GetType" or "ToString" or "MemberwiseClone"
                or "ReferenceEquals" or "Create" or "Get";
            var hides = isTaken ? "new " : "";
            writer.Line($"public {hides}PJ::JobOutput {member.Property} => base.Get({member.Name});");
        }

        writer.Close();
    }
}
