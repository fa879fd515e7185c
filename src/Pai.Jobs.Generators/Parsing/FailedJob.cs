using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// The model of a job with an error. Code that uses the job still compiles, so that the one error which is shown is the job's own.
/// </summary>
internal static class FailedJob
{
    private static readonly string[] s_members =
    [
        KnownNames.Definition, KnownNames.OtherDefinition, KnownNames.Attach, KnownNames.OtherAttach,
        KnownNames.FromEnvironment, KnownNames.OtherFromEnvironment,
        "SubmitAsync", "RunAsync", "PlanAsync",
    ];

    public static JobModel Of(INamedTypeSymbol type, JobModel model, string rule)
    {
        var taken = new List<string>();
        foreach (var name in s_members)
            if (IsTaken(type, name)) taken.Add(name);
        var outputsName = model.OutputsName;
        for (var number = 2; IsTaken(type, outputsName); number++) outputsName = KnownNames.OtherOutputs + number;
        var outputs = new List<MemberModel>();
        foreach (var name in MemberParser.OutputNamesOf(type))
            if (name != outputsName && SyntaxFacts.IsValidIdentifier(name)) outputs.Add(OutputOf(name));
        return model with
        {
            BrokenRule = rule,
            TakenNames = new(taken.ToArray()),
            OutputsName = outputsName,
            Members = new(outputs.ToArray()),
        };
    }

    private static MemberModel OutputOf(string property) => new()
    {
        Role = MemberRole.Output,
        Property = JobSyntax.Escape(property),
        DisplayName = property,
        Name = Literal.Of(property),
        Type = "",
        Initialization = MemberInitialization.WithExpression,
        IsNullable = true,
    };

    /// <summary>True if a member of the name would be the second one in the record, or have a name that it must not have there.</summary>
    private static bool IsTaken(INamedTypeSymbol type, string name)
    {
        if (type.Name == name) return true;
        foreach (var parameter in type.TypeParameters)
            if (parameter.Name == name) return true;
        foreach (var member in type.GetMembers(name))
            if (!RecordParser.IsGenerated(member)) return true;
        return false;
    }
}
