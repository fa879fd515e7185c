namespace Pai.Jobs;

/// <summary>The kind of PAI resources that a job runs on.</summary>
public enum ResourceType
{
    /// <summary>General computing resources (ECS). The default.</summary>
    General,

    /// <summary>Lingjun resources.</summary>
    Lingjun,
}
