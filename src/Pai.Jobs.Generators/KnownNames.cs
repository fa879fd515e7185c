namespace Pai.Jobs.Generators;

/// <summary>
/// The library's types by their names: it is not loaded into the compiler. A test compares these with the types themselves.
/// </summary>
internal static class KnownNames
{
    public const string Namespace = "Pai.Jobs";
    public const string ProcessingJobAttribute = "Pai.Jobs.ProcessingJobAttribute";
    public const string ProcessingJob = "ProcessingJobAttribute";
    public const string Input = "InputAttribute";
    public const string Output = "OutputAttribute";
    public const string Checkpoint = "CheckpointAttribute";
    public const string Parameter = "ParameterAttribute";
    public const string EnvironmentVariable = "EnvironmentVariableAttribute";
    public const string Label = "LabelAttribute";
    public const string Setting = "SettingAttribute";
    public const string Retry = "RetryAttribute";
    public const string DataLocation = "DataLocation";
    public const string OssUri = "OssUri";
    public const string Secret = "Secret";
    public const string NasUri = "NasUri";
    public const string CpfsUri = "CpfsUri";
    public const string DatasetId = "DatasetId";
    public const string LocalPath = "LocalPath";

    /// <summary>The command line of a program's jobs, in a package of its own.</summary>
    public const string JobsProgram = "Pai.Jobs.CommandLine.JobsProgram";

    /// <summary>The generated type of outputs.</summary>
    public const string Outputs = "Outputs";

    /// <summary>Its name where the first one means something else, in the record or around it.</summary>
    public const string OtherOutputs = "JobOutputs";

    /// <summary>The generated property that has the definition.</summary>
    public const string Definition = "Definition";

    /// <summary>Its name where the first one means something else, in the record or around it.</summary>
    public const string OtherDefinition = "JobDefinition";

    /// <summary>The generated method that finds a run.</summary>
    public const string Attach = "AttachAsync";

    /// <summary>Its name where the first one means something else, in the record or around it.</summary>
    public const string OtherAttach = "AttachJobAsync";

    /// <summary>The generated method that reads the record inside the job.</summary>
    public const string FromEnvironment = "FromEnvironment";

    /// <summary>Its name where the first one means something else, in the record or around it.</summary>
    public const string OtherFromEnvironment = "FromJobEnvironment";

    /// <summary>True for the attributes that make a property a channel or a parameter.</summary>
    public static bool IsRole(string attribute) => attribute is Input or Parameter || IsOutput(attribute);

    /// <summary>True for the attributes that make a property an output channel.</summary>
    public static bool IsOutput(string attribute) => attribute is Output or Checkpoint;

    /// <summary>
    /// True for the names of the library's extension methods; a job that is derived from another job has methods of these names.
    /// </summary>
    public static bool IsRunMethod(string name) => name is "SubmitAsync" or "RunAsync" or "PlanAsync";

    /// <summary>True if the generator adds a property or a method of this name, or may.</summary>
    public static bool IsGeneratedMember(string name) =>
        name is Definition or OtherDefinition or Attach or OtherAttach or FromEnvironment or OtherFromEnvironment || IsRunMethod(name);
}
