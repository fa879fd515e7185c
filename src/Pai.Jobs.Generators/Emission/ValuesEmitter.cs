namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes <c>IJob.ToValues</c>: explicit, so that no member of the user has the same name.</summary>
internal static class ValuesEmitter
{
    public static void Emit(SourceWriter writer, JobModel job)
    {
        JobEmitter.InterfaceMember(writer);
        var header = $"PJ::JobValues {JobEmitter.Interface(job)}.ToValues() =>";
        if (job.BrokenRule is not null)
        {
            writer.Line($"{header} {JobEmitter.Throw(job)};");
            return;
        }

        var end = job.Members.Count == 0 ? ";" : "";
        writer.Line($"{header} new PJ::JobValues({job.DefinitionName}){end}").Indent();
        for (var i = 0; i < job.Members.Count; i++) writer.Line(Call(job.Members[i]) + (i == job.Members.Count - 1 ? ";" : ""));
        writer.Outdent();
    }

    private static string Call(MemberModel member)
    {
        if (member.Checks.Count == 0 && DirectMethod.Of(member) is { } plain) return $".{plain}({member.Name}, this.{member.Property})";
        var type = member.Role == MemberRole.Parameter ? ", " + member.Type : "";
        var checks = "";
        foreach (var check in member.Checks) checks += ", " + check;
        return $".{member.Role}({member.Name}{type}, this.{member.Property}{checks})";
    }
}
