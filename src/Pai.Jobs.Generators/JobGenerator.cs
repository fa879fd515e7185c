using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Emission;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators;

/// <summary>Adds the members of a job to every record with <c>[ProcessingJob]</c>: one file for each.</summary>
/// <remarks>It reports nothing: where it cannot generate, the analyzers say why, from the same parser.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class JobGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var jobs = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.ProcessingJobAttribute,
                predicate: static (node, _) => JobSyntax.CanBeJob(node),
                transform: static (attribute, cancellationToken) => JobParser.Parse(attribute, cancellationToken))
            .WithTrackingName(TrackingNames.Job);

        context.RegisterSourceOutput(jobs, static (output, job) =>
        {
            if (job is not null) output.AddSource(job.HintName, JobEmitter.Emit(job));
        });
    }
}
