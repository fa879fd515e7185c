namespace Pai.Jobs.Generators.Emission;

/// <summary>
/// Writes <c>AttachAsync</c>; <c>SubmitAsync</c>, <c>RunAsync</c> and <c>PlanAsync</c> are extension methods of the library.
/// </summary>
internal static class RunEmitter
{
    private const string Token = "Threading::CancellationToken cancellationToken = default";

    public static void Emit(SourceWriter writer, JobModel job)
    {
        var run = $"PJ::JobRun<{job.InnerName}, {job.OutputsName}>";
        if (!job.TakenNames.Contains(job.AttachName))
        {
            JobEmitter.Member(writer, "Attaches to a submitted job, by its id or the marker of its submission.");
            writer.Line($"public static {JobEmitter.New(job)}Threading::Tasks.Task<{run}> "
                + $"{job.AttachName}(PJ::PaiSession session, string jobIdOrMarker, {Token}) =>");
            writer.Line(job.BrokenRule is null
                ? $"    PJ::JobRunner.AttachAsync<{job.InnerName}, {job.OutputsName}>"
                    + $"({job.DefinitionName}, session, jobIdOrMarker, cancellationToken);"
                : $"    {JobEmitter.Throw(job)};");
        }

        if (!job.HidesBase) return;

        // A record that is two jobs has two types of outputs: the compiler could not tell which one an extension method is for.
        EmitOne("SubmitAsync", run);
        EmitOne("RunAsync", run);
        EmitOne("PlanAsync", "PJ::PreparedJob");

        void EmitOne(string name, string result)
        {
            if (job.TakenNames.Contains(name)) return;
            JobEmitter.InheritedMember(writer, $"PJ::JobRunner.{name}{{TJob, TOutputs}}");
            writer.Line(
                $"public new Threading::Tasks.Task<{result}> {name}(PJ::PaiSession session, PJ::RunOptions? options = null, {Token}) =>");
            writer.Line($"    PJ::JobRunner.{name}<{job.InnerName}, {job.OutputsName}>(this, session, options, cancellationToken);");
        }
    }
}
