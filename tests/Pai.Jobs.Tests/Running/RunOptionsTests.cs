using System.Runtime.CompilerServices;

namespace Pai.Jobs.Tests;

public class RunOptionsTests
{
    /// <summary>A definition with all that a run can override or leave out.</summary>
    private static readonly JobDefinition s_full = new("Acme.Full", "python main.py")
    {
        BaseJobName = "full",
        SourceDir = "xunit.assert.dll",
        Image = "registry.example/team/image:1.0",
        InstanceType = "ecs.c6.large",
        InstanceCount = 2,
        JobType = JobType.MPIJob,
        MaxRunTimeSeconds = 60,
        OutputPath = "/out/",
        Requirements = ["numpy"],
        Environment = new Dictionary<string, EnvironmentValue> { ["MODE"] = "slow", ["KEEP"] = "1" },
        Labels = new Dictionary<string, string> { ["team"] = "a", ["cost"] = "1" },
        Settings = new Dictionary<string, string> { ["Driver"] = "1", ["Other"] = "2" },
        UserVpc = new() { VpcId = "vpc-1", SecurityGroupId = "sg-1" },
        Spot = new() { Strategy = SpotStrategy.SpotAsPriceGo },
        Priority = 3,
        ResourceType = ResourceType.Lingjun,
        Description = "as the record says",
    };

    private static readonly JobDefinition s_framework = new("Acme.Framework", "python main.py")
    {
        BaseJobName = "framework",
        SourceProject = ".",
        ProjectDirectory = Path.GetDirectoryName(ProjectOf()),
        Framework = "PyTorch",
        FrameworkVersion = "2.0",
        Accelerator = Accelerator.Gpu,
        ResourceId = "quota1",
    };

    private static JobSubmission Resolve(RunOptions options, JobDefinition? definition = null) =>
        JobPlanner.Resolve(new(definition ?? s_full), options, BackendContext.Default);

    [Fact]
    public void An_undefined_value_of_Unset_is_a_problem()
    {
        var problem = Resolve(new() { Unset = JobProperties.Image | (JobProperties)(1 << 30) }).Problems
            .Single(p => p.Subject == "RunOptions.Unset");

        Assert.Contains("1073741824", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Resolve(new() { Unset = JobProperties.Image }).Problems, p => p.Subject == "RunOptions.Unset");
    }

    [Fact]
    public void The_file_of_a_secret_is_that_of_the_current_directory()
    {
        var options = new RunOptions { Environment = new Dictionary<string, EnvironmentValue?> { ["KEY"] = Secret.FromFile("keys/one") } };

        Assert.Equal($"file:{Path.GetFullPath("keys/one")}", Resolve(options).Environment["KEY"].Secret!.Reference);
    }

    private static readonly SpotOptions s_spot = new() { Strategy = SpotStrategy.SpotWithPriceLimit, DiscountLimit = 0.5 };

    private static readonly NodeResources s_node = new() { Cpu = 4, MemoryGiB = 16 };

    private static readonly UserVpc s_vpc = new() { VpcId = "vpc-2", SecurityGroupId = "sg-2" };

    /// <summary>By the name of each option: it set, what of it is seen in the submission, and what is expected.</summary>
    private static readonly Dictionary<string, (RunOptions Options, Func<JobSubmission, object?> Seen, object Expected)> s_overrides = new()
    {
        [nameof(RunOptions.JobName)] = (new() { JobName = "mine" }, s => s.JobName, "mine"),
        [nameof(RunOptions.SubmitKey)] = (new() { SubmitKey = "nightly" }, s => s.SubmitKey, "nightly"),
        [nameof(RunOptions.Command)] = (new() { Command = JobCommand.Exec("ls", "-l") }, s => s.Command.ToString(), "[\"ls\", \"-l\"]"),
        [nameof(RunOptions.SourceDir)] = (new() { SourceDir = "xunit.core.dll" }, s => Path.GetFileName(s.SourcePath), "xunit.core.dll"),
        [nameof(RunOptions.SourceProject)] = (new() { SourceProject = ProjectOf() }, s => s.ProjectPath, ProjectOf()),
        [nameof(RunOptions.Image)] = (new() { Image = "registry.example/other:2" }, s => s.Image, "registry.example/other:2"),
        [nameof(RunOptions.Framework)] = (new() { Framework = "TensorFlow" }, s => (s.Framework, s.Image), ("TensorFlow", (string?)null)),
        [nameof(RunOptions.FrameworkVersion)] = (new() { FrameworkVersion = "2.1" }, s => s.FrameworkVersion, "2.1"),
        [nameof(RunOptions.Accelerator)] = (new() { Accelerator = Accelerator.Ppu }, s => s.Accelerator, Accelerator.Ppu),
        [nameof(RunOptions.InstanceType)] = (new() { InstanceType = "ecs.c7.large" }, s => s.InstanceType, "ecs.c7.large"),
        [nameof(RunOptions.JobType)] = (new() { JobType = JobType.RayJob }, s => s.JobType, JobType.RayJob),
        [nameof(RunOptions.ResourceType)] = (new() { ResourceType = ResourceType.General }, s => s.ResourceType, ResourceType.General),
        [nameof(RunOptions.InstanceCount)] = (new() { InstanceCount = 5 }, s => s.InstanceCount, 5),
        [nameof(RunOptions.ResourceId)] = (new() { ResourceId = "quota2" }, s => (s.ResourceId, s.InstanceType), ("quota2", (string?)null)),
        [nameof(RunOptions.NodeResources)] = (new() { NodeResources = s_node }, s => s.NodeResources, s_node),
        [nameof(RunOptions.RegistryCredentials)] = (
            new() { RegistryCredentials = new() { Username = "u", Password = Secret.FromFile("keys/one") } },
            s => s.RegistryCredentials?.Password.Reference,
            $"file:{Path.GetFullPath("keys/one")}"),
        [nameof(RunOptions.CodeSourceId)] = (
            new() { CodeSourceId = "code-1" }, s => s.CodeSourceId, "code-1"),
        [nameof(RunOptions.PassBaggage)] = (new() { PassBaggage = true }, s => s.PassBaggage, true),
        [nameof(RunOptions.Priority)] = (new() { Priority = 9 }, s => s.Priority, 9),
        [nameof(RunOptions.Spot)] = (new() { Spot = s_spot }, s => s.Spot, s_spot),
        [nameof(RunOptions.UserVpc)] = (new() { UserVpc = s_vpc }, s => s.UserVpc, s_vpc),
        [nameof(RunOptions.MaxRunTime)] = (new() { MaxRunTime = TimeSpan.FromHours(2) }, s => s.MaxRunTime, TimeSpan.FromHours(2)),
        [nameof(RunOptions.OutputPath)] = (
            new() { OutputPath = DataLocation.Parse("/elsewhere/") }, s => s.OutputPath!.ToString(), "/elsewhere/"),
        [nameof(RunOptions.Requirements)] = (new() { Requirements = ["torch"] }, s => string.Join(' ', s.Requirements), "numpy torch"),
        [nameof(RunOptions.Environment)] = (
            new() { Environment = new Dictionary<string, EnvironmentValue?> { ["MODE"] = "fast", ["KEEP"] = null, ["NEW"] = "3" } },
            s => Show(s.Environment),
            "MODE=fast NEW=3"),
        [nameof(RunOptions.Labels)] = (
            new() { Labels = new Dictionary<string, string?> { ["team"] = "b", ["cost"] = null, ["new"] = "3" } },
            s => Show(s.Labels),
            "new=3 team=b"),
        [nameof(RunOptions.Settings)] = (
            new() { Settings = new Dictionary<string, string?> { ["Driver"] = null, ["New"] = "3" } },
            s => Show(s.Settings),
            "New=3 Other=2"),
        [nameof(RunOptions.Unset)] = (new() { Unset = JobProperties.Priority }, s => s.Priority is null, true),
        [nameof(RunOptions.Description)] = (new() { Description = "as the run says" }, s => s.Description, "as the run says"),
    };

    /// <summary>What of the record a flag leaves out: whether it is seen in the submission.</summary>
    private static readonly Dictionary<JobProperties, (JobDefinition Definition, Func<JobSubmission, bool> IsSeen)> s_unset = new()
    {
        [JobProperties.SourceDir] = (s_full, s => s.SourcePath is not null),
        [JobProperties.Image] = (s_full, s => s.Image is not null),
        [JobProperties.Framework] = (
            s_framework, s => s.Framework is not null || s.FrameworkVersion is not null || s.Accelerator != Accelerator.Unspecified),
        [JobProperties.InstanceType] = (s_full, s => s.InstanceType is not null),
        [JobProperties.ResourceId] = (s_framework, s => s.ResourceId is not null),
        [JobProperties.ResourceType] = (s_full, s => s.ResourceType != ResourceType.General),
        [JobProperties.Priority] = (s_full, s => s.Priority is not null),
        [JobProperties.Spot] = (s_full, s => s.Spot is not null),
        [JobProperties.UserVpc] = (s_full, s => s.UserVpc is not null),
        [JobProperties.MaxRunTime] = (s_full, s => s.MaxRunTime is not null),
        [JobProperties.OutputPath] = (s_full, s => s.OutputPath is not null),
        [JobProperties.Requirements] = (s_full, s => s.Requirements.Count > 0),
        [JobProperties.Environment] = (s_full, s => s.Environment.Count > 0),
        [JobProperties.Labels] = (s_full, s => s.Labels.Count > 0),
        [JobProperties.Settings] = (s_full, s => s.Settings.Count > 0),
        [JobProperties.SourceProject] = (s_framework, s => s.ProjectPath is not null),
        [JobProperties.Description] = (s_full, s => s.Description is not null),
    };

    public static TheoryData<string> Overrides => new(s_overrides.Keys);

    public static TheoryData<JobProperties> Flags => new(s_unset.Keys);

    [Fact]
    public void Every_option_that_a_submission_shows_and_every_flag_is_tested_here()
    {
        Assert.Equal(
            typeof(RunOptions).GetProperties().Select(p => p.Name)
                .Except([nameof(RunOptions.LogWriter), nameof(RunOptions.StopOnCancel), nameof(RunOptions.CtrlC)])
                .Except([nameof(RunOptions.Retry), nameof(RunOptions.KeepLog), nameof(RunOptions.MaxCost)]).Order(),
            s_overrides.Keys.Order());
        // RetryTests has the retries, which no submission shows.
        Assert.Equal(Enum.GetValues<JobProperties>().Except([JobProperties.None, JobProperties.Retry]).Order(), s_unset.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Overrides))]
    public void An_option_of_a_run_wins_over_the_record_and_changes_nothing_else(string name)
    {
        var (options, seen, expected) = s_overrides[name];
        var plain = Resolve(new());

        var overridden = Resolve(options);

        Assert.NotEqual(expected, seen(plain));
        Assert.Equal(expected, seen(overridden));
        string[] together = name switch
        {
            nameof(RunOptions.ResourceId) => [nameof(RunOptions.InstanceType)],
            nameof(RunOptions.Framework) => [nameof(RunOptions.Image)],
            nameof(RunOptions.CodeSourceId) or nameof(RunOptions.SourceProject) => [nameof(RunOptions.SourceDir)],
            nameof(RunOptions.Unset) => [nameof(RunOptions.Priority)],
            _ => [],
        };
        foreach (var (other, (_, seenOfOther, _)) in s_overrides)
            if (other != name && other != nameof(RunOptions.JobName) && !together.Contains(other) && !Shares(name, other))
                Assert.Equal(seenOfOther(plain), seenOfOther(overridden));
    }

    [Theory]
    [MemberData(nameof(Flags))]
    public void A_property_of_the_record_can_be_left_out_and_nothing_else_is(JobProperties property)
    {
        var (definition, isSeen) = s_unset[property];
        Assert.True(isSeen(Resolve(new(), definition)));

        var without = Resolve(new() { Unset = property }, definition);

        Assert.False(isSeen(without));
        foreach (var (other, (ofOther, isOtherSeen)) in s_unset)
            if (other != property && ofOther == definition) Assert.True(isOtherSeen(without), $"{other} was left out too");
    }

    [Fact]
    public void Registered_code_replaces_the_source_directory_of_the_record() =>
        Assert.Null(Resolve(new() { CodeSourceId = "code-1" }).SourcePath);

    [Fact]
    public void Code_of_a_run_of_any_kind_replaces_the_project_of_the_record()
    {
        Assert.Equal(ProjectOf(), Resolve(new(), s_framework).ProjectPath);

        Assert.Null(Resolve(new() { CodeSourceId = "code-1" }, s_framework).ProjectPath);
        Assert.Null(Resolve(new() { SourceDir = "xunit.core.dll" }, s_framework).ProjectPath);
    }

    /// <summary>The project of these tests.</summary>
    private static string ProjectOf([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "Pai.Jobs.Tests.csproj"));

    [Fact]
    public void A_property_that_is_left_out_can_be_set_anew()
    {
        var submission = Resolve(new()
        {
            Unset = JobProperties.Environment | JobProperties.Requirements,
            Environment = new Dictionary<string, EnvironmentValue?> { ["MODE"] = "fast" },
            Requirements = ["torch"],
        });

        Assert.Equal(("MODE=fast", "torch"), (Show(submission.Environment), Assert.Single(submission.Requirements)));
    }

    [Fact]
    public void A_run_on_this_machine_leaves_out_what_the_record_sets_for_the_cloud()
    {
        foreach (var definition in (JobDefinition[])[s_full, s_framework])
        {
            var submission = Resolve(new() { InstanceType = "local" }, definition);

            Assert.Equal("local", submission.InstanceType);
            Assert.Equal((null, null, null, null), (submission.Priority, submission.Spot, submission.UserVpc, submission.ResourceId));
            Assert.Equal(ResourceType.General, submission.ResourceType);
            Assert.Empty(submission.Problems);
        }
    }

    [Fact]
    public void What_the_run_itself_sets_for_the_cloud_on_this_machine_is_a_problem()
    {
        var submission = Resolve(new() { InstanceType = "local", Priority = 5 });

        Assert.Equal("Priority", Assert.Single(submission.Problems).Subject);
    }

    [Fact]
    public void An_instance_type_given_for_a_run_replaces_the_quota()
    {
        var submission = Resolve(new() { InstanceType = "ecs.c7.large" }, s_framework);

        Assert.Equal(("ecs.c7.large", null), (submission.InstanceType, submission.ResourceId));
    }

    /// <summary>Whether one of two options is about what the other shows.</summary>
    private static bool Shares(string name, string other) => other == nameof(RunOptions.Unset) && name == nameof(RunOptions.Priority)
        || name == nameof(RunOptions.Image) && other == nameof(RunOptions.Framework)
        || name == nameof(RunOptions.InstanceType) && other == nameof(RunOptions.ResourceId);

    private static string Show<T>(IReadOnlyDictionary<string, T> map) =>
        string.Join(' ', map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}={m.Value}"));
}
