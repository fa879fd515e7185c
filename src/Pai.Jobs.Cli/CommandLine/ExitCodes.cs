namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The exit codes of the tool, as docs/cli.md has them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A job did not succeed.</summary>
    public const int JobFailed = 1;

    /// <summary>The command line or a value is wrong; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The settings, the credentials, a service or this machine refused.</summary>
    public const int Failed = 3;

    /// <summary>The time limit of a wait has passed.</summary>
    public const int TimedOut = 124;

    /// <summary>Interrupted, as by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
