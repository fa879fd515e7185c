namespace Pai.Jobs.Internal.Local;

/// <summary>Finds the isolation of a run: the option, the variable <c>PAI_JOBS_ISOLATION</c>, or what works on this machine.</summary>
/// <param name="Isolation">The isolation; never <see cref="LocalIsolation.Auto"/>.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Problem">Why a job cannot run with it, in sentences; null when it can.</param>
internal sealed record IsolationChoice(LocalIsolation Isolation, string Reason, string? Problem = null)
{
    public static IsolationChoice Choose(LocalIsolation? option, Func<string, string?> environment) => option is { } asked
        ? Choose(asked, "LocalBackendOptions.Isolation")
        : FromVariable(environment("PAI_JOBS_ISOLATION"));

    private static IsolationChoice Choose(LocalIsolation asked, string by) => asked switch
    {
        LocalIsolation.Auto when NamespaceProbe.Machine is { Problem: null } probe => new(LocalIsolation.Namespace, ReasonOf(probe)),
        LocalIsolation.Auto => new(LocalIsolation.Process, $"Namespaces do not work on this machine: {NamespaceProbe.Machine.Problem}"),
        LocalIsolation.Namespace when NamespaceProbe.Machine.Problem is { } problem =>
            new(asked, AskedBy(by), $"Namespace ({by}) does not work on this machine: {problem} Use Process, or Auto."),
        _ => new(asked, AskedBy(by)),
    };

    private static IsolationChoice FromVariable(string? text)
    {
        const string Variable = "the variable PAI_JOBS_ISOLATION";
        if (string.IsNullOrWhiteSpace(text)) return Choose(LocalIsolation.Auto, "the default");
        return Enum.TryParse<LocalIsolation>(text.Trim(), ignoreCase: true, out var isolation) && Enum.IsDefined(isolation)
            ? Choose(isolation, Variable)
            : new(
                LocalIsolation.Process,
                AskedBy(Variable),
                $"{Variable} is \"{text}\"; it must be one of {string.Join(", ", Enum.GetNames<LocalIsolation>())}.");
    }

    private static string ReasonOf(NamespaceProbe probe) =>
        (probe.OwnProcesses
            ? "Namespaces work on this machine."
            : "Namespaces work on this machine, but PID namespaces do not: /proc cannot be mounted.")
        + (probe.Users == NamespaceUsers.Root && NamespaceEntry.Preferred == NamespaceUsers.All
            ? " The job has the files of root only: this process lacks the capabilities (CAP_SETUID, CAP_SETGID, CAP_SETFCAP) or setpriv."
            : "");

    private static string AskedBy(string by) => $"It was asked for by {by}.";
}
