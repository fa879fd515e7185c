using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Makes the model of a job from its record. The generator and the analyzers share it, so that they never disagree.</summary>
/// <remarks>Half-typed code is its normal diet: what is not there yet is left out, and nothing here throws.</remarks>
internal static class JobParser
{
    /// <summary>
    /// The model; null where nothing can be added to the record. Where there is another error, the model's members are there and throw.
    /// </summary>
    public static JobModel? Parse(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        var problems = new ProblemReporter(collects: false);
        if (Read(type, attribute, compilation, problems, cancellationToken) is not { } job) return null;
        var (record, members, command) = job;
        var fullName = Literal.FullName(type);
        var model = new JobModel
        {
            HintName = HintNames.Of(type),
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? null : Literal.FullName(type.ContainingNamespace),
            TypeHeaders = record.Headers,
            TypeName = record.Name,
            InnerName = record.Names.IsHiddenInside ? fullName : record.Name,
            HasTakenAlias = record.Names.HasTakenAlias,
            FullName = fullName,
            DisplayName = Literal.Of(fullName.Substring(Literal.Global.Length)),
            OutputsName = record.Names.Outputs,
            DefinitionName = record.Names.Definition,
            AttachName = record.Names.Attach,
            EnvironmentName = record.Names.FromEnvironment,
            IsListed = IsListed(type),
            HidesBase = record.HidesBase,
            Unseen = new([.. problems.Unseen]),
        };
        return problems.Rule is { } rule || command is null
            ? FailedJob.Of(type, model, problems.Rule ?? RuleIds.EmptyCommand)
            : model with
            {
                FixedArgument = MemberParser.FixedArgumentOf(type, record, compilation),
                Definition = DefinitionParser.Parse(type, attribute, members),
                Command = command,
                ConstructorArguments = MemberParser.ArgumentsOf(record, members),
                Members = ModelsOf(members),
            };
    }

    /// <summary>
    /// The faults, without a model, which the analyzers have no use for; the channels and parameters, or null where the record's shape
    /// is wrong.
    /// </summary>
    public static IReadOnlyList<JobMember>? Check(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, ProblemReporter problems,
        CancellationToken cancellationToken) =>
        Read(type, attribute, compilation, problems, cancellationToken)?.Members;

    private static (RecordShape Record, List<JobMember> Members, string? Command)? Read(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, ProblemReporter problems,
        CancellationToken cancellationToken)
    {
        var record = RecordParser.Parse(type, compilation, problems, cancellationToken);
        if (problems.IsMisplaced) return null;
        UnseenCode.NoteAttributes(type.GetAttributes(), problems);
        var members = MemberParser.Parse(type, record, compilation, problems, cancellationToken);
        var command = UnseenCode.Report(attribute, problems) ? null : DefinitionParser.ParseCommand(attribute, problems);
        foreach (var other in DefinitionParser.OthersOf(type)) UnseenCode.Report(other, problems);
        CheckNames(type, record, members, compilation, problems);
        cancellationToken.ThrowIfCancellationRequested();
        return (record, members, command);
    }

    private static void CheckNames(
        INamedTypeSymbol type, RecordShape record, IReadOnlyList<JobMember> members, Compilation compilation, ProblemReporter problems)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (!IsTaken(member.Name) || member.IsImplicitlyDeclared || RecordParser.IsGenerated(member)) continue;
                var isOwn = SymbolEqualityComparer.Default.Equals(current, type);
                if (isOwn || compilation.IsSymbolAccessibleWithin(member, type))
                    problems.ReportError(RuleIds.MemberNameTaken, ProblemPlace.Name(isOwn ? member : type), member.Name, type.Name);
            }
        }

        foreach (var parameter in type.TypeParameters)
            if (IsTaken(parameter.Name))
                problems.ReportError(RuleIds.MemberNameTaken, ProblemPlace.Name(parameter), parameter.Name, type.Name);
        if (IsTaken(type.Name))
            problems.ReportError(RuleIds.MemberNameTaken, ProblemPlace.Name(type), type.Name, type.Name);
        var hasChannel = false;
        foreach (var member in members) hasChannel |= member.Model.Role != MemberRole.Parameter;
        if (!hasChannel) problems.Report(RuleIds.NoChannel, ProblemPlace.Name(type), type.Name);

        // A member of the user's own comes before an extension method, where both fit a call: that is no conflict.
        bool IsTaken(string name) => record.Names.Contains(name) || (record.HidesBase && KnownNames.IsRunMethod(name));
    }

    private static bool IsListed(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0 || current.IsFileLocal) return false;
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }

    private static EquatableArray<MemberModel> ModelsOf(List<JobMember> members)
    {
        var models = new MemberModel[members.Count];
        for (var i = 0; i < models.Length; i++) models[i] = members[i].Model;
        return new(models);
    }
}
