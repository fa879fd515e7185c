namespace Pai.Jobs.Tests;

public class JobSubmissionValidatorTests
{
    private static JobSubmission Job(
        string name = "job_1",
        JobCommand? command = null,
        string? image = "host/team/image:1.0",
        string? framework = null,
        string? instanceType = "ecs.g7.xlarge",
        string? quota = null,
        int count = 1,
        int? priority = null,
        TimeSpan? limit = null,
        SpotOptions? spot = null,
        UserVpc? vpc = null,
        ResourceType resourceType = ResourceType.General,
        (string, string)[]? environment = null,
        (string, string)[]? labels = null,
        string[]? requirements = null,
        InputChannel[]? inputs = null,
        OutputChannel[]? outputs = null,
        ParameterValue[]? parameters = null) => new()
        {
            RecordName = "Acme.Job",
            JobName = name,
            Command = command ?? JobCommand.Shell("true"),
            Image = image,
            Framework = framework,
            InstanceType = instanceType,
            ResourceId = quota,
            InstanceCount = count,
            Priority = priority,
            MaxRunTime = limit,
            Spot = spot,
            UserVpc = vpc,
            ResourceType = resourceType,
            Environment = (environment ?? []).ToDictionary(e => e.Item1, e => EnvironmentValue.FromString(e.Item2)),
            Labels = (labels ?? []).ToDictionary(e => e.Item1, e => e.Item2),
            Requirements = requirements ?? [],
            Inputs = inputs ?? [],
            Outputs = outputs ?? [],
            Parameters = parameters ?? [],
        };

    private static InputChannel In(string name, string? location = null, string? mount = null) =>
        new() { Name = name, Location = location, MountPath = mount ?? $"/ml/input/data/{name}/" };

    private static OutputChannel Out(string name, string? location = null) =>
        new() { Name = name, Location = location, MountPath = $"/ml/output/{name}/" };

    private static SpotOptions SpotOf(SpotStrategy strategy, double? discount = null, double? price = null) =>
        new() { Strategy = strategy, DiscountLimit = discount, PriceLimit = price };

    private static UserVpc Vpc(string vpc, string securityGroup, string? vSwitch = null) =>
        new() { VpcId = vpc, SecurityGroupId = securityGroup, SwitchId = vSwitch };

    private static List<JobProblem> Validate(JobSubmission job) =>
        JobSubmissionValidator.Validate(job, Environment.GetEnvironmentVariable);

    [Fact]
    public void A_job_with_everything_right_has_no_problem() => Assert.Empty(Validate(Job(
        priority: 9,
        limit: TimeSpan.FromSeconds(1),
        spot: SpotOf(SpotStrategy.SpotWithPriceLimit, 0.5),
        vpc: Vpc("vpc-a1", "sg-b2", "vsw-c3"),
        environment: [("MODE", "x"), ("_a1", ""), ("LONG", new('x', (128 << 10) - 6))],
        labels: [("team", "nlp")],
        requirements: ["numpy==1.26.4"],
        inputs: [In("a", "oss://bucket/a/"), In("b", "oss://bucket/b/", "/mnt/b/"), In("c")],
        outputs: [Out("a", "oss://bucket/out/"), Out("d")],
        parameters: [new("batch.size", "1"), new("other", "")])));

    // What is wrong, the subject of its problem, and what the message must name.
    public static TheoryData<string, object, string, string> Wrong()
    {
        var data = new TheoryData<string, object, string, string>();
        void Add(string what, JobSubmission job, string subject, string named) => data.Add(what, job, subject, named);
        Add("no name", Job(""), "JobName", "256");
        Add("long name", Job(new string('a', 257)), "JobName", "257");
        Add("name with a space", Job("my job"), "JobName", "\"my_job\"");
        Add("name in Chinese", Job("作业"), "JobName", "\"__\"");
        Add("name with a newline", Job("a\n"), "JobName", "\"a_\"");
        Add("name that climbs", Job(".."), "JobName", "OutputPath");
        Add("empty command", Job(command: JobCommand.Shell("  ")), "Command", "empty");
        Add("NUL in the command", Job(command: JobCommand.Shell("a\0")), "Command", "NUL");
        Add("no program", Job(command: JobCommand.Exec()), "Command", "program");
        Add("empty program", Job(command: JobCommand.Exec("", "x")), "Command", "program");
        Add("no image", Job(image: null), "Image", "Framework");
        Add("image with a space", Job(image: "host/a b:1"), "Image", "host/a b:1");
        Add("image in capitals", Job(image: "host/Team/image"), "Image", "host/Team/image");
        Add("no node", Job(count: 0), "InstanceCount", "0");
        Add("priority 10", Job(priority: 10), "Priority", "10");
        Add("priority 0", Job(priority: 0), "Priority", "0");
        Add("type and quota", Job(quota: "quota1"), "InstanceType", "quota1");
        Add("type with a space", Job(instanceType: "ecs g7"), "InstanceType", "ecs g7");
        Add("no time", Job(limit: TimeSpan.Zero), "MaxRunTime", "00:00:00");
        Add("spot without limit", Job(spot: SpotOf(SpotStrategy.SpotWithPriceLimit)), "Spot", "no limit");
        Add("spot with two limits", Job(spot: SpotOf(SpotStrategy.SpotWithPriceLimit, 0.5, 1)), "Spot", "two limits");
        Add("limit without strategy", Job(spot: SpotOf(SpotStrategy.SpotAsPriceGo, 0.5)), "Spot", "SpotAsPriceGo");
        Add("discount over 1", Job(spot: SpotOf(SpotStrategy.SpotWithPriceLimit, 1.5)), "Spot", "1.5");
        Add("discount NaN", Job(spot: SpotOf(SpotStrategy.SpotWithPriceLimit, double.NaN)), "Spot", "NaN");
        Add("negative price", Job(spot: SpotOf(SpotStrategy.SpotWithPriceLimit, null, -1)), "Spot", "-1");
        Add("no security group", Job(vpc: Vpc("vpc-a1", "")), "SecurityGroupId", "sg-");
        Add("no network", Job(vpc: Vpc("", "sg-a1")), "VpcId", "vpc-");
        Add("ids mixed up", Job(vpc: Vpc("sg-a1", "sg-b2")), "VpcId", "sg-a1");
        Add("malformed switch", Job(vpc: Vpc("vpc-a1", "sg-b2", "vsw-")), "SwitchId", "vsw-");
        Add("spot on this machine", Job(instanceType: "local", spot: SpotOf(SpotStrategy.SpotAsPriceGo)), "Spot", "local");
        Add("Lingjun on this machine", Job(instanceType: "local", resourceType: ResourceType.Lingjun), "ResourceType", "local");
        Add("variable with a hyphen", Job(environment: [("a-b", "")]), "environment variable \"a-b\"", "letters");
        Add("variable with an equals sign", Job(environment: [("a=b", "")]), "environment variable \"a=b\"", "letters");
        Add("reserved variable", Job(environment: [("PAI_HPS", "")]), "environment variable \"PAI_HPS\"", "PAI_");
        Add("long variable", Job(environment: [("A", new('x', (128 << 10) - 2))]), "environment variable \"A\"", "131073");
        Add(
            "more variables than fit",
            Job(environment: [.. Enumerable.Range(0, 15).Select(i => ($"A{i}", new string('x', 125_000)))]),
            "Environment", "1875065");
        Add("NUL in a variable", Job(environment: [("A", "\0")]), "environment variable \"A\"", "NUL");
        Add("reserved label", Job(labels: [("acs:x", "")]), "label \"acs:x\"", "acs:");
        Add("address in a label", Job(labels: [("x", "http://y")]), "label \"x\"", "://");
        Add("too many labels", Job(labels: [.. Enumerable.Range(0, 21).Select(i => ($"l{i}", ""))]), "Labels", "21");
        Add("empty requirement", Job(requirements: [" "]), "Requirements", "line");
        Add("a requirement that pip refuses", Job(requirements: ["numpy = 1.2"]), "Requirements", "numpy==1.26.4");
        Add("two requirements in one", Job(requirements: ["a\nb"]), "Requirements", "line");
        Add("channel with a slash", Job(inputs: [In("a/b")]), "input \"a/b\"", "letters");
        Add("channel that climbs", Job(outputs: [Out("..")]), "output \"..\"", "start");
        Add("channels alike", Job(inputs: [In("a-b"), In("a_b")]), "input \"a_b\"", "PAI_INPUT_A_B");
        Add("outputs alike", Job(outputs: [Out("a"), Out("A")]), "output \"A\"", "PAI_OUTPUT_A");
        Add("relative mount", Job(inputs: [In("a", null, "mnt/a/")]), "input \"a\"", "absolute");
        Add("mount that climbs", Job(inputs: [In("a", null, "/ml/../etc/")]), "input \"a\"", "..");
        Add("mount over the code", Job(inputs: [In("a", null, "/ml/usercode/")]), "input \"a\"", "the code");
        Add("mount over everything", Job(inputs: [In("a", null, "/ml/")]), "input \"a\"", "overlaps");
        Add("mount in the config folder", Job(inputs: [In("a", null, "/ml/input/config/x/")]), "input \"a\"", "config");
        Add("mounts in each other", Job(inputs: [In("a", null, "/mnt/"), In("b", null, "/mnt/b/")]), "input \"b\"", "/mnt/");
        Add(
            "output over input",
            Job(inputs: [In("a", "oss://bucket/x/")], outputs: [Out("b", "oss://bucket/x/")]),
            "output \"b\"", "input \"a\"");
        Add("output over output", Job(outputs: [Out("a", "/data/x"), Out("b", "/data/x/")]), "output \"b\"", "output \"a\"");
        Add("parameters alike", Job(parameters: [new("a.b", "1"), new("a-b", "2")]), "parameter \"a-b\"", "PAI_HPS_A_B");
        Add("parameter with a space", Job(parameters: [new("a b", "1")]), "parameter \"a b\"", "white space");
        Add("half a character in a parameter", Job(parameters: [new("a", "x\uD800y")]), "parameter \"a\"", "Unicode");
        Add("half a character in a variable", Job(environment: [("A", "\uDC00")]), "environment variable \"A\"", "Unicode");
        Add("half a character in the command", Job(command: JobCommand.Shell("echo \uD800")), "Command", "Unicode");
        Add("half a character in an argument", Job(command: JobCommand.Exec("echo", "\uD800")), "Command", "Unicode");
        Add("NUL in a parameter", Job(parameters: [new("a", "\0")]), "parameter \"a\"", "NUL");
        return data;
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Everything_wrong_is_named(string what, object job, string subject, string named)
    {
        var problems = Validate((JobSubmission)job);
        Assert.True(
            problems.Any(p => p.Subject == subject && p.Message.Contains(named, StringComparison.Ordinal)),
            $"{what}: {string.Join(" | ", problems)}");
    }

    [Theory]
    [InlineData("local", null, true)]
    [InlineData("ecs.g7.xlarge", "PyTorch", true)]
    [InlineData("ecs.g7.xlarge", null, false)]
    public void An_image_may_be_missing_only_on_this_machine_or_with_a_framework(string type, string? framework, bool valid) =>
        Assert.Equal(valid, Validate(Job(image: null, framework: framework, instanceType: type)).Count == 0);

    [Theory]
    [InlineData("python:3.12")]
    [InlineData("localhost:5000/a/b")]
    [InlineData("registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04")]
    [InlineData("dsw-registry.cn-shanghai.cr.aliyuncs.com/pai-training-algorithm/chatlearn:torch2.5.1-vllm0.6.6")]
    [InlineData("a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void References_of_images_are_taken_as_registries_take_them(string image) =>
        Assert.Empty(Validate(Job(image: image)));
}
