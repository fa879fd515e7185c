using System.Text;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes <c>PaiJobsApp</c>: one line of a program makes a command line of its jobs.</summary>
internal static class AppEmitter
{
    public const string HintName = "PaiJobsApp.g.cs";

    public static SourceText Emit(AppModel app)
    {
        var writer = new SourceWriter();
        writer.Line(FileHeader.First);
        writer.Line("#pragma warning disable");
        writer.Line("namespace Pai.Jobs;");
        writer.Line("");
        writer.Line("/// <summary>The command line of the jobs of this program: docs/command-line.md of Pai.Jobs.</summary>");
        writer.Line(JobEmitter.Generated);
        writer.Open("internal static class PaiJobsApp");
        writer.Member().Line("/// <summary>Does what a command line asks for: list, run, submit, plan, export, python.</summary>");
        writer.Line("/// <param name=\"args\">The command line.</param>");
        writer.Line("/// <returns>The exit code.</returns>");
        writer.Line("public static global::System.Threading.Tasks.Task<int> RunAsync(string[] args) =>");
        writer.Line($"    global::{KnownNames.JobsProgram}.RunAsync(args{(app.Entries.Count == 0 ? ");" : ",")}");
        for (var i = 0; i < app.Entries.Count; i++)
            writer.Line($"        global::Pai.Jobs.CommandLine.JobEntry.Of{app.Entries[i]}{(i == app.Entries.Count - 1 ? ");" : ",")}");
        writer.Close();
        return SourceText.From(writer.ToString(), Encoding.UTF8);
    }
}
