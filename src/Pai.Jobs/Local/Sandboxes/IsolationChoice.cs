namespace Pai.Jobs.Internal.Local;

/// <summary>Finds the isolation of a run: the option, the variable <c>PAI_JOBS_ISOLATION</c>, or what works on this machine.</summary>
/// <param name="Isolation">The isolation; never <see cref="LocalIsolation.Auto"/>.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record IsolationChoice(LocalIsolation Isolation, string Reason)
{
    public static IsolationChoice Choose(LocalIsolation? option, Func<string, string?> environment)
    {
        var (asked, by) = option is { } o ? (o, "LocalBackendOptions.Isolation") : FromVariable(environment("PAI_JOBS_ISOLATION"));
        return asked switch
        {
            LocalIsolation.Auto when NamespaceProbe.Machine is { Problem: null } probe => new(LocalIsolation.Namespace, probe.OwnProcesses
                ? "Namespaces work on this machine."
                : "Namespaces work on this machine, but for processes: it lets nobody mount /proc."),
            LocalIsolation.Auto => new(LocalIsolation.Process, $"Namespaces do not work on this machine: {NamespaceProbe.Machine.Problem}"),
            LocalIsolation.Namespace when NamespaceProbe.Machine.Problem is { } problem =>
                throw new JobException($"The Namespace isolation ({by}) does not work on this machine: {problem} Use Process, or Auto."),
            _ => new(asked, $"It was asked for by {by}."),
        };
    }

    private static (LocalIsolation Isolation, string By) FromVariable(string? text)
    {
        const string Variable = "the variable PAI_JOBS_ISOLATION";
        if (string.IsNullOrWhiteSpace(text)) return (LocalIsolation.Auto, "the default");
        return Enum.TryParse<LocalIsolation>(text.Trim(), ignoreCase: true, out var isolation) && Enum.IsDefined(isolation)
            ? (isolation, Variable)
            : throw new JobException($"{Variable} is \"{text}\"; it must be one of {string.Join(", ", Enum.GetNames<LocalIsolation>())}.");
    }
}
