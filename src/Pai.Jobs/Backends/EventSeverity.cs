namespace Pai.Jobs;

/// <summary>The severity of an event of a job.</summary>
public enum EventSeverity
{
    /// <summary>The ordinary course of a job.</summary>
    Information,

    /// <summary>Something that may keep the job from going well.</summary>
    Warning,

    /// <summary>Something that ended the job, or a node of it.</summary>
    Error,
}
