using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes the file of one job. It decides nothing: the parser did.</summary>
/// <remarks>
/// Compiling what a generator writes costs more than writing it, so there is little of it: members of one expression, each a call into the
/// library. A job with an error has the same members, which throw.
/// </remarks>
internal static class JobEmitter
{
    /// <summary>The attribute of generated members. The record itself has none: analyzers would skip all of it.</summary>
    internal static readonly string Generated =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"Pai.Jobs.Generators\", \""
            + typeof(JobEmitter).Assembly.GetName().Version + "\")]";

    public static SourceText Emit(JobModel job)
    {
        var writer = new SourceWriter();
        writer.Line(FileHeader.First);
        foreach (var code in job.Unseen) writer.Line(FileHeader.Unseen + code);
        if (job.BrokenRule is { } rule) writer.Line(FileHeader.Broken + rule);
        // What the user's own code may use with a warning, or with an error that can be disabled ([Experimental]), is used here too; and
        // what a project promises ([CLSCompliant]) is not asked of this code.
        writer.Line("#pragma warning disable");
        // Following nulls through this code would take the compiler a fifth of its time, and tell of nothing that anyone could mend.
        writer.Line("#nullable enable annotations");
        writer.Line("#nullable disable warnings");
        if (job.Namespace is not null) writer.Line($"namespace {job.Namespace};");
        // Looked up with ::, where only an alias can be meant: no name of the user's gets in between.
        writer.Line($"using {Aliases.Library} = global::Pai.Jobs;");
        writer.Line($"using {Aliases.Threading} = global::System.Threading;");
        writer.Line("");
        for (var i = 0; i < job.TypeHeaders.Count - 1; i++) writer.Open(job.TypeHeaders[i]);
        writer.Open($"{job.TypeHeaders[job.TypeHeaders.Count - 1]} : PJ::IJob<{job.TypeName}, {job.TypeName}.{job.OutputsName}>");

        DefinitionEmitter.Emit(writer, job);
        RunEmitter.Emit(writer, job);
        EnvironmentEmitter.Emit(writer, job);
        ValuesEmitter.Emit(writer, job);
        OutputsEmitter.Emit(writer, job);

        for (var i = 0; i < job.TypeHeaders.Count; i++) writer.Close();
        var text = writer.ToString();
        return SourceText.From(job.HasTakenAlias ? Aliases.Rename(text) : text, Encoding.UTF8);
    }

    /// <summary>Starts a member.</summary>
    internal static void Member(SourceWriter writer, string summary)
    {
        writer.Member().Line($"/// <summary>{summary}</summary>");
        writer.Line(Generated);
    }

    /// <summary>Starts a member with the documentation of another one.</summary>
    internal static void InheritedMember(SourceWriter writer, string documented)
    {
        writer.Member().Line($"/// <inheritdoc cref=\"{documented}\"/>");
        writer.Line(Generated);
    }

    /// <summary>
    /// Starts a member that only the library calls, by the interface. In an obsolete member, the use of another one is no error.
    /// </summary>
    internal static void InterfaceMember(SourceWriter writer)
    {
        writer.Member().Line(Generated);
        writer.Line("[global::System.Obsolete]");
    }

    /// <summary>The interface that the record implements, inside the record.</summary>
    internal static string Interface(JobModel job) => $"PJ::IJob<{job.InnerName}, {job.OutputsName}>";

    /// <summary>The modifier of a member that a base job may have too.</summary>
    internal static string New(JobModel job) => job.HidesBase ? "new " : "";

    /// <summary>The expression that is all there is in a member of a job with an error.</summary>
    internal static string Throw(JobModel job)
    {
        var name = job.FullName.Substring("global::".Length);
        var message = $"The job {name} breaks the rule {job.BrokenRule}, see {RuleIds.HelpLink(job.BrokenRule!)}";
        return $"throw new global::System.InvalidOperationException({SymbolDisplay.FormatLiteral(message, quote: true)})";
    }
}
