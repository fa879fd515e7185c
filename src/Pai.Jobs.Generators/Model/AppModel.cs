using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators;

/// <summary>The command line of a program's jobs: their names, and nothing else.</summary>
/// <remarks>Kept between keystrokes and compared on each, as <see cref="JobModel"/> is.</remarks>
public sealed record AppModel
{
    /// <summary>The type arguments and the argument of each job's entry, in code.</summary>
    public required EquatableArray<string> Entries { get; init; }

    /// <summary>True for a program that refers to the package of the command line.</summary>
    internal static bool IsWanted(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && !compilation.GetTypesByMetadataName(KnownNames.JobsProgram).IsEmpty;

    /// <summary>The entry of a job; null for one that the command line leaves out.</summary>
    internal static string? EntryOf(JobModel job) => job.IsListed && job.BrokenRule is null
        ? $"<{job.FullName}, {job.FullName}.{job.OutputsName}>({job.FullName}.{job.DefinitionName})"
        : null;

    /// <summary>The model; null where there is no command line.</summary>
    internal static AppModel? Of(bool isWanted, ImmutableArray<string?> entries) =>
        isWanted ? new() { Entries = new(entries.Where(e => e is not null).ToArray()!) } : null;
}
