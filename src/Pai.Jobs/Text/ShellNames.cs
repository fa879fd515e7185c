using System.Collections.Frozen;

namespace Pai.Jobs.Internal.Text;

/// <summary>
/// Names of variables that a shell keeps for itself: it refuses to set them (UID), or does something else when they are set (IFS, OPTIND,
/// TMOUT); those that change what the launch script's programs do; and the script's own names. The script sets none of them for itself; the
/// command gets them by <c>env</c>.
/// </summary>
internal static class ShellNames
{
    private static readonly FrozenSet<string> s_names = FrozenSet.Create(
        StringComparer.Ordinal,
        "_", "BASHOPTS", "BASHPID", "BASH_ARGC", "BASH_ARGV", "BASH_LINENO", "BASH_SOURCE", "BASH_SUBSHELL", "BASH_VERSINFO",
        "BASH_VERSION", "BASH_XTRACEFD", "CDPATH", "DIRSTACK", "EPOCHREALTIME", "EPOCHSECONDS", "EUID", "EXECIGNORE", "FUNCNAME",
        "FUNCNEST", "GLOBIGNORE", "GROUPS", "GZIP", "HISTCMD", "IFS", "LINENO", "OLDPWD", "OPTARG", "OPTERR", "OPTIND", "PIPESTATUS",
        "POSIXLY_CORRECT", "PPID", "PS4", "PWD", "RANDOM", "SECONDS", "SHELLOPTS", "SHLVL", "SRANDOM", "TAR_OPTIONS", "TMOUT", "UID");

    public static bool IsReserved(string name) => s_names.Contains(name) || name.StartsWith("pai_", StringComparison.Ordinal);
}
