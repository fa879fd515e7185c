namespace Pai.Jobs.Generators;

/// <summary>What a property of a job is.</summary>
public enum MemberRole
{
    /// <summary>An input channel.</summary>
    Input,

    /// <summary>An output channel.</summary>
    Output,

    /// <summary>A parameter.</summary>
    Parameter,
}
