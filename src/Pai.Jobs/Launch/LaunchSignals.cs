namespace Pai.Jobs.Internal.Launch;

/// <summary>The processes that get the signals that are sent to a job.</summary>
internal enum LaunchSignals
{
    /// <summary>The launch script, its command, and all that they start: a signal is sent to the whole group.</summary>
    Group,

    /// <summary>The launch script alone, as the first process of a container: it passes them on.</summary>
    Process,
}
