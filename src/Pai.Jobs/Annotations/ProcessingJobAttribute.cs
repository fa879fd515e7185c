namespace Pai.Jobs;

/// <summary>
/// Makes a partial record a job: it gets <c>RunAsync</c>, <c>SubmitAsync</c>, <c>PlanAsync</c>, typed <c>Outputs</c> and more.
/// </summary>
/// <remarks>
/// Every property is a default for all runs of the job; <see cref="RunOptions"/> overrides what can differ from run to run.
/// A setting that is left out here is "not set", never a value of its own.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ProcessingJobAttribute : Attribute
{
    /// <summary>A job that runs a command line with <c>sh -c</c>, in the folder of its source.</summary>
    /// <param name="command">The command line, for instance <c>python main.py</c>; any shell syntax.</param>
    public ProcessingJobAttribute(string command) => Command = command;

    /// <summary>A job that runs a program with an argument list, without a shell: nothing in it is interpreted.</summary>
    /// <param name="arguments">The program, then its arguments.</param>
    public ProcessingJobAttribute(string[] arguments) => Arguments = arguments;

    /// <summary>The command line for <c>sh -c</c>; null when an argument list was given.</summary>
    public string? Command { get; }

    /// <summary>The program and its arguments; null when a command line was given.</summary>
    public string[]? Arguments { get; }

    /// <summary>
    /// The folder (or the single file) with the job's code; it is packed, and unpacked to <c>/ml/usercode</c>, the working directory.
    /// A relative path is looked for beside the program first (<see cref="AppContext.BaseDirectory"/>), then in the current directory.
    /// An <c>oss://</c> location is a prefix, an object, or an archive (<c>.tar.gz</c>, <c>.tgz</c>), which is unpacked.
    /// Not set: the job has no code of its own. A <c>.paiignore</c> file in it (gitignore syntax) leaves files out.
    /// </summary>
    public string? SourceDir { get; set; }

    /// <summary>
    /// The .NET project with the job's code: a project file, or a folder with one; <c>.</c> is the record's own project. When the job is
    /// planned or submitted, it is published for <c>linux-x64</c> together with its runtime (<c>dotnet publish</c>, which needs the .NET
    /// SDK), once for each session, and the published folder is the job's code, as a <see cref="SourceDir"/> would be; the command is
    /// for instance <c>./MyWorker</c>. A relative path begins at the project that has the record; if nothing is there, beside the program,
    /// then in the current directory. Not set: the job's code is not a project. Excludes <see cref="SourceDir"/>.
    /// </summary>
    public string? SourceProject { get; set; }

    /// <summary>
    /// The container image, a full reference such as
    /// <c>registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04</c>.
    /// Either this or <see cref="Framework"/> is needed, unless <see cref="InstanceType"/> is <c>local</c>.
    /// </summary>
    public string? Image { get; set; }

    /// <summary>The framework of a PAI image, for instance <c>PyTorch</c>: the alternative to <see cref="Image"/>.</summary>
    public string? Framework { get; set; }

    /// <summary>The framework's version, for instance <c>2.3</c>; not set, or <c>latest</c>: the highest one there is.</summary>
    public string? FrameworkVersion { get; set; }

    /// <summary>The hardware that the image of <see cref="Framework"/> is for.</summary>
    public Accelerator Accelerator { get; set; }

    /// <summary>
    /// The instance type of public resources, for instance <c>ecs.gn6i-c4g1.xlarge</c>, or <c>local</c>: this machine only.
    /// The local backend ignores it.
    /// </summary>
    public string? InstanceType { get; set; }

    /// <summary>The number of nodes, 1 or more. Default 1.</summary>
    public int InstanceCount { get; set; } = 1;

    /// <summary>The kind of job. Default <see cref="JobType.PyTorchJob"/>, right for any program on one node.</summary>
    public JobType JobType { get; set; }

    /// <summary>
    /// The prefix of the name of every run: letters, digits, <c>_</c>, <c>.</c>, <c>-</c>. Not set: the record's name in snake_case.
    /// </summary>
    public string? BaseJobName { get; set; }

    /// <summary>The longest time a run may take, in seconds; it is stopped after that. 0, the default, is unlimited.</summary>
    public int MaxRunTimeSeconds { get; set; }

    /// <summary>
    /// The folder of outputs without a URI of their own, for instance <c>oss://bucket/results/</c>: in it, a folder for each run and
    /// channel. Not set: the session's own location.
    /// </summary>
    public string? OutputPath { get; set; }

    /// <summary>
    /// Python requirements (<c>numpy==1.26.4</c>), installed after, and so winning over, the source's <c>requirements.txt</c>.
    /// </summary>
    public string[]? Requirements { get; set; }

    /// <summary>The user's network, <c>vpc-…</c>; needs <see cref="SecurityGroupId"/>.</summary>
    public string? VpcId { get; set; }

    /// <summary>The switch in the network of <see cref="VpcId"/>, <c>vsw-…</c>. Not set: the service picks one.</summary>
    public string? SwitchId { get; set; }

    /// <summary>The security group in the network of <see cref="VpcId"/>, <c>sg-…</c>.</summary>
    public string? SecurityGroupId { get; set; }

    /// <summary>Further address ranges of the network that must be reachable; advised with <see cref="SwitchId"/>.</summary>
    public string[]? ExtendedCidrs { get; set; }

    /// <summary>The bidding strategy for spot instances. Default <see cref="SpotStrategy.None"/>.</summary>
    public SpotStrategy SpotStrategy { get; set; }

    /// <summary>
    /// The highest spot price as a share of the price on demand, over 0 to 1. Not set: 0. Excludes <see cref="SpotPriceLimit"/>.
    /// </summary>
    public double SpotDiscountLimit { get; set; }

    /// <summary>The highest spot price in CNY a minute, over 0. Not set: 0. Excludes <see cref="SpotDiscountLimit"/>.</summary>
    public double SpotPriceLimit { get; set; }

    /// <summary>The priority, 1 (lowest) to 9; works with a quota only. Not set: 0, the service's default of 1.</summary>
    public int Priority { get; set; }

    /// <summary>The id of a resource quota to run in, instead of public resources.</summary>
    public string? ResourceId { get; set; }

    /// <summary>The kind of resources. Default <see cref="ResourceType.General"/>.</summary>
    public ResourceType ResourceType { get; set; }

    /// <summary>A description for people, shown beside the job.</summary>
    public string? Description { get; set; }
}
