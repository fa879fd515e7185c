using System.Text;

namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes <c>FromEnvironment</c>.</summary>
internal static class EnvironmentEmitter
{
    public static void Emit(SourceWriter writer, JobModel job)
    {
        writer.Line("/// <summary>Inside the job: its values as they were submitted, and the paths of its channels.</summary>");
        writer.Open($"public static {JobEmitter.New(job)}{job.TypeName} FromEnvironment()");
        writer.Line("var environment = PJ::JobEnvironment.Read(Definition);");
        writer.Line($"var job = new {job.TypeName}({Arguments(job)}){Initializer(job)};");

        // What the record can be made without keeps the record's own value where the job was submitted without one.
        var hasMore = false;
        foreach (var member in job.Members) hasMore |= member.Rebuild == MemberRebuild.With;
        if (!hasMore)
        {
            writer.Line("return job;").Close();
            return;
        }

        writer.Open("return job with");
        foreach (var member in job.Members)
            if (member.Rebuild == MemberRebuild.With) writer.Line($"{member.Property} = {WithFallback(member)},");
        writer.Close("};").Close();
    }

    private static string Arguments(JobModel job)
    {
        if (job.FixedArgument is not null) return job.FixedArgument;
        var text = new StringBuilder();
        foreach (var name in job.ConstructorArguments)
        {
            foreach (var member in job.Members)
                if (member.Property == name) text.Append(text.Length == 0 ? "" : ", ").Append(name).Append(": ").Append(Needed(member));
        }

        return text.ToString();
    }

    private static string Initializer(JobModel job)
    {
        var text = new StringBuilder();
        foreach (var member in job.Members)
            if (member.Rebuild == MemberRebuild.Initializer) text.Append(text.Length == 0 ? " { " : ", ").Append(member.Property).Append(" = ").Append(Needed(member));
        return text.Length == 0 ? "" : text.Append(" }").ToString();
    }

    /// <summary>The value of a member that the record cannot be made without.</summary>
    private static string Needed(MemberModel member) => member.Role switch
    {
        MemberRole.Input => member.IsNullable ? $"environment.Input<{member.Type}>({member.Name}, null)!" : $"environment.Input<{member.Type}>({member.Name})",
        MemberRole.Output => $"environment.Output<{member.Type}>({member.Name})",
        _ => $"environment.Parameter({member.Name}, {member.Type}{(member.IsNullable ? ", null" : "")})",
    };

    private static string WithFallback(MemberModel member) => member.Role switch
    {
        MemberRole.Input => $"environment.Input({member.Name}, job.{member.Property})",
        MemberRole.Output => $"environment.Output<{member.Type}>({member.Name})",
        _ when !member.IsNullable && DirectMethod.Of(member) is { } plain => $"environment.{plain}({member.Name}, job.{member.Property})",
        _ => $"environment.Parameter({member.Name}, {member.Type}, job.{member.Property})",
    };
}
