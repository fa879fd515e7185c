namespace Pai.Jobs.Generators;

/// <summary>The roles of the properties of a job.</summary>
public enum MemberRole
{
    /// <summary>An input channel.</summary>
    Input,

    /// <summary>An output channel.</summary>
    Output,

    /// <summary>A parameter.</summary>
    Parameter,
}
