namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes <c>SubmitAsync</c>, <c>RunAsync</c>, <c>PlanAsync</c> and <c>AttachAsync</c>.</summary>
internal static class RunEmitter
{
    private const string Token = "Threading::CancellationToken cancellationToken = default";

    public static void Emit(SourceWriter writer, JobModel job)
    {
        var run = $"PJ::JobRun<{job.OutputsName}>";
        EmitOne("SubmitAsync", run);
        EmitOne("RunAsync", run);
        EmitOne("PlanAsync", "PJ::JobPlan");
        writer.Line("/// <summary>A job that was submitted earlier, by its id.</summary>");
        writer.Line($"public static {JobEmitter.New(job)}Threading::Tasks.Task<{run}> AttachAsync(PJ::PaiSession session, string jobId, {Token}) =>");
        writer.Line($"    PJ::JobRunner.AttachAsync(Definition, static l => new {job.OutputsName}(l), session, jobId, cancellationToken);");

        void EmitOne(string name, string result)
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public {JobEmitter.New(job)}Threading::Tasks.Task<{result}> {name}(PJ::PaiSession session, PJ::RunOptions? options = null, {Token}) =>");
            writer.Line($"    PJ::JobRunner.{name}<{job.OutputsName}>(this, session, options, cancellationToken);");
        }
    }
}
