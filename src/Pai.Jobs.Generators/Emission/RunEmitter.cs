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
            EmitAttach("Attaches to a submitted job, by its id or the marker of its submission.", "string jobIdOrMarker");
            EmitAttach("Attaches to a submitted job, by a reference to it from another process.", "PJ::JobReference reference");
        }

        if (!job.HidesBase) return;

        // A record that is two jobs has two types of outputs: the compiler could not tell which one an extension method is for.
        EmitOne("SubmitAsync", run);
        EmitOne("RunAsync", run);
        EmitOne("PlanAsync", "PJ::PreparedJob");

        void EmitAttach(string summary, string parameter)
        {
            JobEmitter.Member(writer, summary);
            writer.Line($"public static {JobEmitter.New(job)}Threading::Tasks.Task<{run}> "
                + $"{job.AttachName}(PJ::PaiSession session, {parameter}, {Token}) =>");
            writer.Line(job.BrokenRule is null
                ? $"    PJ::JobRunner.AttachAsync<{job.InnerName}, {job.OutputsName}>"
                    + $"({job.DefinitionName}, session, {parameter.Substring(parameter.IndexOf(' ') + 1)}, cancellationToken);"
                : $"    {JobEmitter.Throw(job)};");
        }

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
