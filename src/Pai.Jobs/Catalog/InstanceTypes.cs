namespace Pai.Jobs;

/// <summary>Names of instance types for <see cref="ProcessingJobAttribute.InstanceType"/>.</summary>
/// <remarks>
/// A snapshot of public documents: any other name can be written as a string. Which types a region offers, the service knows.
/// </remarks>
public static partial class InstanceTypes
{
    /// <summary>This machine: the job is never submitted to the cloud.</summary>
    public const string Local = "local";
}
