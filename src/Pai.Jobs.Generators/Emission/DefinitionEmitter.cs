namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes <c>Definition</c>.</summary>
internal static class DefinitionEmitter
{
    public static void Emit(SourceWriter writer, JobModel job)
    {
        if (job.TakenNames.Contains(job.DefinitionName)) return;
        JobEmitter.Member(writer, "The definition of the job, from its attributes.");
        var header = $"public static {JobEmitter.New(job)}PJ::JobDefinition {job.DefinitionName}";
        if (job.BrokenRule is not null)
        {
            writer.Line($"{header} => {JobEmitter.Throw(job)};");
            return;
        }

        writer.Open($"{header} {{ get; }} = new({job.DisplayName}, {job.Command})");
        foreach (var line in job.Definition) writer.Line(line + ",");
        writer.Close("};");
    }
}
