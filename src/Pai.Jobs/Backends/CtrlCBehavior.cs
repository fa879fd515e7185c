namespace Pai.Jobs;

/// <summary>The effect of Ctrl+C (SIGINT) on a job that <c>RunAsync</c> waits for.</summary>
public enum CtrlCBehavior
{
    /// <summary>
    /// As the backend says (<see cref="JobBackend.CtrlC"/>) where the log goes to the console and no cancellation token is given; otherwise
    /// <see cref="Ignore"/>. The default.
    /// </summary>
    Auto,

    /// <summary>Cancels the wait and asks the job to stop. A second Ctrl+C ends the program at once.</summary>
    StopJob,

    /// <summary>Cancels the wait; the job continues. A second Ctrl+C ends the program at once.</summary>
    LeaveJob,

    /// <summary>The library does not handle it: by default the program ends at once, and the job continues.</summary>
    Ignore,
}
