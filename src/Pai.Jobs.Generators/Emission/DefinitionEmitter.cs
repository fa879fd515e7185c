namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes <c>Definition</c>.</summary>
internal static class DefinitionEmitter
{
    public static void Emit(SourceWriter writer, JobModel job)
    {
        writer.Line("/// <summary>What the attributes of the job say, as data.</summary>");
        writer.Open($"public static {JobEmitter.New(job)}PJ::JobDefinition Definition {{ get; }} = new({job.DisplayName}, {job.Command})");
        foreach (var line in job.Definition) writer.Line(line + ",");
        writer.Close("};");
    }
}
