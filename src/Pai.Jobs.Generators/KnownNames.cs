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

    /// <summary>The generated type of outputs.</summary>
    public const string Outputs = "Outputs";

    /// <summary>Its name where the first one means something else already, in the record or around it.</summary>
    public const string OtherOutputs = "JobOutputs";

    /// <summary>The generated property that has the definition.</summary>
    public const string Definition = "Definition";

    /// <summary>Its name where the first one means something else around the record.</summary>
    public const string OtherDefinition = "JobDefinition";

    /// <summary>True if the generator adds a member of this name.</summary>
    public static bool IsGeneratedMember(string name) =>
        name is Definition or "SubmitAsync" or "RunAsync" or "PlanAsync" or "AttachAsync" or "FromEnvironment";
}
