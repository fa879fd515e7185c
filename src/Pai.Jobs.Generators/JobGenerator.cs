using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Emission;
using Pai.Jobs.Generators.Finding;

namespace Pai.Jobs.Generators;

/// <summary>Adds the members of a job to every record with <c>[ProcessingJob]</c>: one file for each.</summary>
/// <remarks>It reports nothing: where it cannot generate, the analyzers say why, from the same parser.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class JobGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var finder = new JobFinder();
        var jobs = context.CompilationProvider
            .Select(finder.Find)
            .WithTrackingName(TrackingNames.Jobs)
            .SelectMany(static (all, _) => all)
            .WithTrackingName(TrackingNames.Job);

        context.RegisterSourceOutput(jobs, static (output, job) => output.AddSource(job.HintName, JobEmitter.Emit(job)));
    }
}
