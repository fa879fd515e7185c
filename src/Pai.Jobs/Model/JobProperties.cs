namespace Pai.Jobs;

/// <summary>The properties of a job that a run can leave out (<see cref="RunOptions.Unset"/>).</summary>
[Flags]
public enum JobProperties
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="ProcessingJobAttribute.SourceDir"/>.</summary>
    SourceDir = 1 << 0,

    /// <summary><see cref="ProcessingJobAttribute.Image"/>.</summary>
    Image = 1 << 1,

    /// <summary><see cref="ProcessingJobAttribute.Framework"/>, with its version and accelerator.</summary>
    Framework = 1 << 2,

    /// <summary><see cref="ProcessingJobAttribute.InstanceType"/>.</summary>
    InstanceType = 1 << 3,

    /// <summary><see cref="ProcessingJobAttribute.ResourceId"/>.</summary>
    ResourceId = 1 << 4,

    /// <summary><see cref="ProcessingJobAttribute.ResourceType"/>.</summary>
    ResourceType = 1 << 5,

    /// <summary><see cref="ProcessingJobAttribute.Priority"/>.</summary>
    Priority = 1 << 6,

    /// <summary><see cref="ProcessingJobAttribute.SpotStrategy"/>, with its limits.</summary>
    Spot = 1 << 7,

    /// <summary><see cref="ProcessingJobAttribute.VpcId"/>, with its switch, security group and address ranges.</summary>
    UserVpc = 1 << 8,

    /// <summary><see cref="ProcessingJobAttribute.MaxRunTimeSeconds"/>.</summary>
    MaxRunTime = 1 << 9,

    /// <summary><see cref="ProcessingJobAttribute.OutputPath"/>.</summary>
    OutputPath = 1 << 10,

    /// <summary><see cref="ProcessingJobAttribute.Requirements"/>, all of them.</summary>
    Requirements = 1 << 11,

    /// <summary>All <see cref="EnvironmentVariableAttribute"/>s.</summary>
    Environment = 1 << 12,

    /// <summary>All <see cref="LabelAttribute"/>s.</summary>
    Labels = 1 << 13,

    /// <summary>All <see cref="SettingAttribute"/>s.</summary>
    Settings = 1 << 14,

    /// <summary><see cref="ProcessingJobAttribute.Description"/>.</summary>
    Description = 1 << 15,

    /// <summary><see cref="RetryAttribute"/>.</summary>
    Retry = 1 << 16,

    /// <summary><see cref="ProcessingJobAttribute.SourceProject"/>.</summary>
    SourceProject = 1 << 17,
}
