namespace Pai.Jobs;

/// <summary>The part of a run that differs from another run's.</summary>
public enum RunDifferenceKind
{
    /// <summary>The record of the job.</summary>
    Record,

    /// <summary>A file of the code, or all of it.</summary>
    Code,

    /// <summary>The command.</summary>
    Command,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>The image.</summary>
    Image,

    /// <summary>The instance type, the number of nodes, the quota or the resources of a node.</summary>
    Hardware,

    /// <summary>A Python requirement of the record.</summary>
    Requirement,

    /// <summary>The data of an input.</summary>
    Input,

    /// <summary>A file of an input whose location differs.</summary>
    InputFile,

    /// <summary>The location of an output.</summary>
    Output,

    /// <summary>A setting, a label or a limit.</summary>
    Setting,
}
