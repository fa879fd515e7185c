namespace Pai.Jobs.Generators;

/// <summary>The names of the pipeline's steps, for the tests that watch what runs again.</summary>
public static class TrackingNames
{
    /// <summary>The models of all jobs.</summary>
    public const string Jobs = nameof(Jobs);

    /// <summary>The model of one job.</summary>
    public const string Job = nameof(Job);
}
