using System.Text;

namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes <c>FromEnvironment</c>, and what builds the record from the values of a job.</summary>
internal static class EnvironmentEmitter
{
    public static void Emit(SourceWriter writer, JobModel job)
    {
        if (!job.TakenNames.Contains(job.EnvironmentName))
        {
            JobEmitter.Member(writer, "Creates the record inside the container, with its submitted values and the paths of its channels.");
            writer.Line($"public static {JobEmitter.New(job)}{job.InnerName} {job.EnvironmentName}() =>");
            writer.Line(job.BrokenRule is null
                ? $"    PJ::JobEnvironment.Read<{job.InnerName}, {job.OutputsName}>({job.DefinitionName});"
                : $"    {JobEmitter.Throw(job)};");
        }

        JobEmitter.InterfaceMember(writer);
        var header = $"static {job.InnerName} {JobEmitter.Interface(job)}.ReadFrom(PJ::JobReader reader)";
        if (job.BrokenRule is not null)
        {
            writer.Line($"{header} => {JobEmitter.Throw(job)};");
            return;
        }

        writer.Open(header);
        writer.Line($"{job.InnerName} job = new {job.InnerName}({Arguments(job)}){Initializer(job)};");

        // What the record can be made without keeps the record's own value where the job was submitted without one.
        var hasMore = false;
        foreach (var member in job.Members) hasMore |= member.Initialization == MemberInitialization.WithExpression;
        if (!hasMore)
        {
            writer.Line("return job;").Close();
            return;
        }

        writer.Open("return job with");
        foreach (var member in job.Members)
            if (member.Initialization == MemberInitialization.WithExpression) writer.Line($"{member.Property} = {WithFallback(member)},");
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
            if (member.Initialization == MemberInitialization.ObjectInitializer)
                text.Append(text.Length == 0 ? " { " : ", ").Append(member.Property).Append(" = ").Append(Needed(member));
        return text.Length == 0 ? "" : text.Append(" }").ToString();
    }

    /// <summary>The value of a member that the record cannot be made without.</summary>
    private static string Needed(MemberModel member) => member.Role switch
    {
        MemberRole.Input => member.IsNullable
            ? $"reader.Input<{member.Type}>({member.Name}, null)!"
            : $"reader.Input<{member.Type}>({member.Name})",
        MemberRole.Output => $"reader.Output<{member.Type}>({member.Name})",
        _ => $"reader.Parameter({member.Name}, {member.Type}{(member.IsNullable ? ", null" : "")})",
    };

    private static string WithFallback(MemberModel member) => member.Role switch
    {
        MemberRole.Input => $"reader.Input({member.Name}, job.{member.Property})",
        MemberRole.Output => $"reader.Output({member.Name}, job.{member.Property})",
        _ when !member.IsNullable && DirectMethod.Of(member) is { } plain => $"reader.{plain}({member.Name}, job.{member.Property})",
        _ => $"reader.Parameter({member.Name}, {member.Type}, job.{member.Property})",
    };
}
