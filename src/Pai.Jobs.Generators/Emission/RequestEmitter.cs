namespace Pai.Jobs.Generators.Emission;

/// <summary>Writes the implementation of <c>IJob</c>: explicit, so that no member of the user's can have the same name.</summary>
internal static class RequestEmitter
{
    public static void Emit(SourceWriter writer, JobModel job)
    {
        var job1 = $"PJ::IJob<{job.OutputsName}>";
        writer.Line($"PJ::JobRequest {job1}.ToRequest() => new PJ::JobRequest(Definition)").Indent();
        for (var i = 0; i < job.Members.Count; i++) writer.Line(Call(job.Members[i]) + (i == job.Members.Count - 1 ? ";" : ""));
        if (job.Members.Count == 0) writer.Line(";");
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
