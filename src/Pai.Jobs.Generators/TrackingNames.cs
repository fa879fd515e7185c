namespace Pai.Jobs.Generators;

/// <summary>The names of the pipeline's steps, for the tests that watch what runs again.</summary>
public static class TrackingNames
{
    /// <summary>The declarations of one file.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>The declarations of all files, and the project around them: while they stay the same, no job is read.</summary>
    public const string Project = nameof(Project);

    /// <summary>The model of one job.</summary>
    public const string Job = nameof(Job);

    /// <summary>The names of all jobs, for the command line of the program.</summary>
    public const string App = nameof(App);
}
