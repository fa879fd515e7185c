namespace Pai.Jobs;

/// <summary>
/// The ids of all rules: 1 the record, 2 resources and images, 3 channels, 4 parameters, 5 the command. Never used twice.
/// </summary>
public static class RuleIds
{
    public const string NotPartial = "PAI1001";
    public const string NotARecord = "PAI1002";
    public const string WrongKindOfRecord = "PAI1003";
    public const string MemberNameTaken = "PAI1004";
    public const string PropertyNotSettable = "PAI1005";
    public const string CannotBeRebuilt = "PAI1006";
    public const string TwoRoles = "PAI1007";
    public const string WrongMember = "PAI1008";
    public const string LanguageVersion = "PAI1009";
    public const string NoChannel = "PAI1010";
    public const string NotInAJob = "PAI1011";
    public const string NotSeen = "PAI1012";

    public const string NoImage = "PAI2001";
    public const string InstanceCount = "PAI2002";
    public const string ImageReference = "PAI2003";
    public const string ImageUnknown = "PAI2004";
    public const string FrameworkUnknown = "PAI2005";
    public const string ImageHardware = "PAI2006";
    public const string ImageRegion = "PAI2007";
    public const string LatestTag = "PAI2008";
    public const string InstanceTypeFormat = "PAI2009";
    public const string InstanceTypeUnknown = "PAI2010";
    public const string InstanceTypeRetired = "PAI2011";
    public const string CloudOnlySetting = "PAI2012";
    public const string NodeCount = "PAI2013";
    public const string QuotaAndInstanceType = "PAI2014";
    public const string NoResources = "PAI2015";
    public const string Spot = "PAI2016";
    public const string Priority = "PAI2017";
    public const string PriorityWithoutQuota = "PAI2018";
    public const string MaxRunTime = "PAI2019";
    public const string JobName = "PAI2020";
    public const string Network = "PAI2021";
    public const string EnvironmentName = "PAI2022";
    public const string Label = "PAI2023";
    public const string Setting = "PAI2024";
    public const string Requirement = "PAI2025";
    public const string EnumValue = "PAI2026";
    public const string ImageAndFramework = "PAI2027";
    public const string CatalogFile = "PAI2028";
    public const string AnalyzerOption = "PAI2029";
    public const string Retry = "PAI2030";
    public const string PricesFile = "PAI2031";
    public const string CostTooHigh = "PAI2032";
    public const string CostUnknown = "PAI2033";

    public const string ChannelName = "PAI3001";
    public const string DuplicateChannel = "PAI3002";
    public const string ChannelType = "PAI3003";
    public const string MountPath = "PAI3004";
    public const string Location = "PAI3005";
    public const string RequiredWithDefault = "PAI3006";
    public const string MountOverlap = "PAI3007";
    public const string SameLocation = "PAI3008";
    public const string ReadWriteInput = "PAI3009";
    public const string LocationLiteral = "PAI3010";
    public const string LocationConversion = "PAI3011";
    public const string MountSettings = "PAI3012";

    public const string ParameterType = "PAI4001";
    public const string DuplicateParameter = "PAI4002";
    public const string ParameterName = "PAI4003";
    public const string ValidationAttribute = "PAI4004";
    public const string DefaultInvalid = "PAI4005";
    public const string SecretParameter = "PAI4006";

    public const string EmptyCommand = "PAI5001";
    public const string ScriptMissing = "PAI5002";
    public const string AbsoluteSourceDir = "PAI5003";
    public const string ContainerPath = "PAI5004";
    public const string CommandOption = "PAI5005";
    public const string ContractVariable = "PAI5006";
    public const string NotAwaited = "PAI5007";
    public const string SessionNotDisposed = "PAI5008";
    public const string TokenNotPassed = "PAI5009";
    public const string SourceDirNotInProject = "PAI5010";
    public const string CommandCharacters = "PAI5011";
    public const string OnlyForShell = "PAI5012";
    public const string ProgramWithArguments = "PAI5013";
    public const string UserArguments = "PAI5014";
    public const string SourceDirAndProject = "PAI5015";
    public const string SourceProject = "PAI5016";

    /// <summary>The page of a rule.</summary>
    public static string HelpLink(string id) => "https://github.com/pai-jobs/pai-jobs/blob/main/docs/rules/" + id + ".md";
}
