namespace Pai.Jobs.Analyzers.Tests;

/// <summary>The checks beyond what the generator needs: at the exact token, and not on the nearest code that is right.</summary>
public class CheckTests
{
    private const string Gpu = "registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04";
    private const string Output = "[Output] public OssUri? Tokens { get; init; }";

    private static Task JobAsync(
        string arguments, string members = Output, string command = "\"python main.py\"", string attributes = "",
        string? editorConfig = null) =>
        Verify.AnalyzerAsync(
            $"{attributes} [ProcessingJob({command}, {arguments})] public partial record TokenizeJob {{ {members} }}",
            editorConfig: editorConfig);

    private const string Type = "InstanceType = \"ecs.g7.xlarge\"";
    private const string Job = "Image = \"registry/image:1\", " + Type;

    [Theory]
    [InlineData("{|PAI2003:\"a b:1\"|}")]
    [InlineData("{|PAI2003:\"registry/Image:1\"|}")]
    [InlineData("{|PAI2003:\"registry/image:\"|}")]
    [InlineData("\"localhost:5000/image:1\"")]
    [InlineData("\"image@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"")]
    [InlineData("\"registry.{region}.aliyuncs.com/acme/image:1\"")]
    [InlineData("{|PAI2003:\"registry.{zone}.aliyuncs.com/acme/image:1\"|}")]
    [InlineData("{|PAI2008:\"image\"|}")]
    [InlineData("{|PAI2008:\"registry:5000/image\"|}")]
    [InlineData("{|PAI2004:\"registry.cn-hangzhou.aliyuncs.com/pai-dlc/tensorflow-training:9.9-cpu-py36-ubuntu18.04\"|}")]
    [InlineData("\"registry.cn-hangzhou.aliyuncs.com/acme/tensorflow-training:9.9-cpu-py36-ubuntu18.04\"")]
    [InlineData("\"registry-vpc.cn-hangzhou.aliyuncs.com/pai-dlc/tensorflow-training:2.3-cpu-py36-ubuntu18.04\"")]
    public Task An_image_is_one_and_there_is_such_a_one(string image) => JobAsync($"Image = {image}, {Type}");

    [Theory]
    [InlineData("Framework = {|PAI2005:\"PyTorh\"|}")]
    [InlineData("Framework = \"PyTorch\", FrameworkVersion = {|PAI2005:\"2.4\"|}")]
    [InlineData("Framework = {|PAI2005:\"PyTorch\"|}, FrameworkVersion = \"2.4.0\"")]
    [InlineData("Framework = \"PyTorch\", FrameworkVersion = \"1.12\"")]
    [InlineData("Framework = \"TensorFlow\", FrameworkVersion = \"1.12PAI\"")]
    [InlineData("Framework = \"PyTorch\", FrameworkVersion = \"latest\"")]
    [InlineData("Framework = \"XGBoost\", Accelerator = {|PAI2005:Accelerator.Gpu|}")]
    [InlineData("Image = \"a/b:1\", Framework = {|PAI2027:\"PyTorch\"|}")]
    [InlineData("Image = \"a/b:1\", FrameworkVersion = {|PAI2027:\"2.4.0\"|}, Accelerator = {|PAI2027:Accelerator.Gpu|}")]
    public Task A_framework_has_an_image(string arguments) => JobAsync($"{arguments}, {Type}");

    [Theory]
    [InlineData(Gpu, "\"ecs.gn6i-c4g1.xlarge\"")]
    [InlineData(Gpu, "{|PAI2006:\"ecs.g7.xlarge\"|}")]
    [InlineData(Gpu, "{|PAI2006:\"ml.gp7vf.16.40xlarge\"|}")]
    [InlineData(
        "registry.cn-hangzhou.aliyuncs.com/pai-dlc/tensorflow-training:2.3-cpu-py36-ubuntu18.04", "{|PAI2006:\"ecs.gn6i-c4g1.xlarge\"|}")]
    [InlineData("registry.cn-hangzhou.aliyuncs.com/pai-dlc/tensorflow-training:2.3-cpu-py36-ubuntu18.04", "{|PAI2006:\"ecs.c8y.xlarge\"|}")]
    [InlineData("registry/image:1-gpu-x", "\"ecs.g7.xlarge\"")]
    public Task An_image_fits_its_instance_type(string image, string type) => JobAsync($"Image = \"{image}\", InstanceType = {type}");

    [Theory]
    [InlineData("cn-shanghai", "{|PAI2007:\"" + Gpu + "\"|}")]
    [InlineData("cn-hangzhou", "\"" + Gpu + "\"")]
    [InlineData("cn-shanghai", "\"docker.io/acme/image:1\"")]
    public Task An_image_is_in_the_project_s_region(string region, string image) =>
        JobAsync($"Image = {image}, InstanceType = \"ecs.gn6i-c4g1.xlarge\"", editorConfig: "pai_jobs.region = " + region);

    [Theory]
    [InlineData("{|PAI2009:\"g7.xlarge\"|}")]
    [InlineData("{|PAI2009:\"ecs.g7\"|}")]
    [InlineData("{|PAI2009:\"\"|}")]
    [InlineData("{|PAI2009:\"local_gpu\"|}")]
    [InlineData("{|PAI2009:\"ecs.g7.2xlarg\"|}")]
    [InlineData("{|PAI2010:\"ecs.g77.xlarge\"|}")]
    [InlineData("{|PAI2010:\"ml.gu9x.8xlarge-gu900\"|}")]
    [InlineData("{|PAI2011:\"ecs.n1.large\"|}")]
    [InlineData("\"ml.gu7i.c8m30.1-gu30\"")]
    public Task An_instance_type_is_one_that_there_is(string type) => JobAsync($"Image = \"a/b:1\", InstanceType = {type}");

    [Theory]
    [InlineData(Job, "FallbackInstanceTypes = new[] { \"ecs.g7.xlarge\", {|PAI2009:\"g7.xlarge\"|} }")]
    [InlineData(Job, "FallbackInstanceTypes = new[] { {|PAI2010:\"ecs.g77.xlarge\"|}, {|PAI2011:\"ecs.n1.large\"|} }")]
    [InlineData(Job, "FallbackInstanceTypes = new[] { {|PAI2030:\"local\"|} }")]
    [InlineData("Image = \"a/b:1\", ResourceId = \"q1\"", "FallbackInstanceTypes = {|PAI2030:new[] { \"ecs.g7.xlarge\" }|}")]
    [InlineData("InstanceType = \"local\"", "FallbackInstanceTypes = {|PAI2030:new[] { \"ecs.g7.xlarge\" }|}")]
    [InlineData("InstanceType = \"local\"", "OwnErrorRetries = 1, MaxQueueTimeSeconds = {|PAI2030:-5|}")]
    public Task Retries_are_numbers_and_instance_types(string job, string retry) => JobAsync(job, attributes: $"[Retry({retry})]");

    [Theory]
    [InlineData("documented", "{|PAI2010:\"ecs.c9i.large\"|}")]
    [InlineData("training", "{|PAI2010:\"ecs.r6.6xlarge\"|}")]
    [InlineData("all", "\"ecs.c9i.large\"")]
    public Task What_is_known_is_a_matter_of_strictness(string strictness, string type) =>
        JobAsync($"Image = \"a/b:1\", InstanceType = {type}", editorConfig: "pai_jobs.catalog_strictness = " + strictness);

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData(
        "InstanceType = \"local\", VpcId = {|PAI2012:\"vpc-a1\"|}, SecurityGroupId = {|PAI2012:\"sg-a1\"|}, InstanceCount = 2")]
    [InlineData("InstanceType = \"local\", ResourceType = {|PAI2012:ResourceType.Lingjun|}")]
    [InlineData("InstanceType = \"local\", MaxRunTimeSeconds = 60, InstanceCount = 1")]
    [InlineData(Job + ", JobType = JobType.DataJuicerJob, InstanceCount = {|PAI2013:3|}")]
    [InlineData(Job + ", ResourceId = {|PAI2014:\"quota1\"|}")]
    [InlineData(Job + ", SpotStrategy = {|PAI2016:SpotStrategy.SpotWithPriceLimit|}, SpotDiscountLimit = 0.5, SpotPriceLimit = 1")]
    [InlineData(Job + ", SpotDiscountLimit = {|PAI2016:0.5|}")]
    [InlineData(Job + ", SpotStrategy = SpotStrategy.SpotAsPriceGo, SpotPriceLimit = {|PAI2016:1|}")]
    [InlineData(Job + ", SpotStrategy = SpotStrategy.SpotWithPriceLimit, SpotDiscountLimit = {|PAI2016:1.5|}")]
    [InlineData(Job + ", SpotStrategy = SpotStrategy.SpotWithPriceLimit, SpotPriceLimit = {|PAI2016:double.NaN|}")]
    [InlineData(Job + ", SpotStrategy = SpotStrategy.SpotAsPriceGo")]
    [InlineData("Image = \"a/b:1\", ResourceId = \"q1\", Priority = {|PAI2017:-1|}")]
    [InlineData(Job + ", Priority = {|PAI2018:1|}")]
    [InlineData(Job + ", BaseJobName = {|PAI2020:\"\"|}")]
    [InlineData(Job + ", VpcId = {|PAI2021:\"vpc_a1\"|}, SecurityGroupId = \"sg-a1\"")]
    [InlineData(Job + ", SecurityGroupId = {|PAI2021:\"sg-a1\"|}")]
    [InlineData(Job + ", SwitchId = {|PAI2021:\"vsw-a1\"|}")]
    [InlineData(Job + ", VpcId = \"vpc-a1\", SecurityGroupId = \"sg-a1\", ExtendedCidrs = {|PAI2021:new[] { \"10.0.0.0/33\" }|}")]
    [InlineData(Job + ", VpcId = \"vpc-a1\", SecurityGroupId = \"sg-a1\", ExtendedCidrs = new[] { \"10.0.0.0/8\", \"fd00::/8\" }")]
    [InlineData(Job + ", OutputPath = {|PAI3005:\"odps://p/tables/t\"|}")]
    public Task Settings_fit_together(string arguments) => JobAsync(arguments);

    [Theory]
    [InlineData("[EnvironmentVariable({|PAI2022:\"1A\"|}, \"x\")]")]
    [InlineData("[EnvironmentVariable({|PAI2022:\"PAI_X\"|}, \"x\")]")]
    [InlineData("[EnvironmentVariable(\"A\", \"x\"), EnvironmentVariable({|PAI2022:\"A\"|}, \"y\")]")]
    [InlineData("[EnvironmentVariable(value: {|PAI2022:\"x\\0\"|}, name: \"A\")]")]
    [InlineData("[EnvironmentVariable(\"A\", \"\")]")]
    [InlineData("[EnvironmentVariable(\"DB_PASSWORD\", {|PAI4006:\"hunter2\"|})]")]
    [InlineData("[Label({|PAI2023:\"\"|}, \"x\")]")]
    [InlineData("[Label(\"a\", {|PAI2023:\"http://x\"|})]")]
    [InlineData("[Label(\"a\", \"x\"), Label({|PAI2023:\"a\"|}, \"x\")]")]
    [InlineData("[Setting({|PAI2024:\"Nothing\"|}, \"1\")]")]
    [InlineData("[Setting(\"EnableRDMA\", {|PAI2024:\"\"|})]")]
    public Task Variables_labels_and_settings_are_valid(string attributes) => JobAsync(Job, attributes: attributes);

    [Theory]
    [InlineData("[Input(MountAccess = {|PAI3009:MountAccess.ReadWrite|})] public OssUri? A { get; init; }")]
    [InlineData("[Input(MountAccess = MountAccess.ReadOnly)] public OssUri? A { get; init; }")]
    [InlineData("[Input(MountPath = {|PAI3004:\"/\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input(MountPath = {|PAI3004:\"/a//b\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input(MountPath = {|PAI3004:\"/a/../b\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input(MountPath = {|PAI3007:\"/ml/usercode/data\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input(MountPath = {|PAI3007:\"/ml\"|})] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input] public OssUri? A { get; init; } [Input(MountPath = {|PAI3007:\"/ml/input/data/a/b\"|})] public OssUri? B { get; init; }")]
    [InlineData("[Input] public OssUri? A { get; init; } [Input(MountPath = \"/ml/input/data/ab\")] public OssUri? B { get; init; }")]
    [InlineData("[Output(Uri = \"oss://bucket/x/\")] public OssUri? A { get; init; } [Output(Uri = {|PAI3008:\"OSS://bucket/x\"|})] "
        + "public OssUri? B { get; init; }")]
    [InlineData("[Input(DefaultUri = \"oss://bucket/x\")] public OssUri? A { get; init; } [Input(DefaultUri = \"oss://bucket/x\")] "
        + "public OssUri? B { get; init; }")]
    public Task Channels_do_not_get_in_each_other_s_way(string members) => JobAsync(Job, members);

    [Theory]
    [InlineData("[Parameter, Range(1, 5)] public int A { get; init; } = {|PAI4005:6|};")]
    [InlineData("[Parameter, Range(1, 5)] public int A { get; init; } = 5;")]
    [InlineData("[Parameter, Range(0.5, 1, MinimumIsExclusive = true)] public double A { get; init; } = {|PAI4005:0.5|};")]
    [InlineData("[Parameter, Range(-5, -1)] public long A { get; init; } = {|PAI4005:-6|};")]
    [InlineData("[Parameter, StringLength(3, MinimumLength = 2)] public string A { get; init; } = {|PAI4005:\"abcd\"|};")]
    [InlineData("[Parameter, RegularExpression(\"[a-z]+\")] public string A { get; init; } = {|PAI4005:\"ab1\"|};")]
    [InlineData("[Parameter, RegularExpression(\"[a-z]+\")] public string A { get; init; } = \"\";")]
    [InlineData("[Parameter, AllowedValues(\"a\", \"b\")] public string A { get; init; } = {|PAI4005:\"c\"|};")]
    [InlineData("[Parameter, AllowedValues(1L, 2)] public int A { get; init; } = 1;")]
    [InlineData("[Parameter, Required] public string A { get; init; } = {|PAI4005:\" \"|};")]
    [InlineData("[Parameter, {|PAI4004:Range(5, 1)|}] public int A { get; init; } = 3;")]
    [InlineData("[Parameter, {|PAI4004:Range(typeof(int), \"x\", \"5\")|}] public int A { get; init; } = 3;")]
    [InlineData("[Parameter, {|PAI4004:RegularExpression(\"[a\")|}] public string A { get; init; } = \"x\";")]
    [InlineData("[Parameter, {|PAI4004:StringLength(-1)|}] public string A { get; init; } = \"x\";")]
    [InlineData("[Parameter] public string? {|PAI4006:ApiKey|} { get; init; }")]
    [InlineData("[Parameter] public int MaxTokens { get; init; }")]
    [InlineData("[Parameter] public string? Tokenizer { get; init; }")]
    public Task Parameters_pass_their_own_rules(string member) => JobAsync(Job, Output + member);

    [Theory]
    [InlineData("\"python main.py {|PAI5004:/ml/output/token|}\"")]
    [InlineData("\"python main.py --in={|PAI5004:/ml/input/data/corpsu/a.txt|}\"")]
    [InlineData("@\"python main.py '{|PAI5004:/ml/output/x|}'\"")]
    [InlineData("{|PAI5004:\"python \\\"main.py\\\" /ml/output/x\"|}")]
    [InlineData("new[] { \"python\", \"{|PAI5004:/ml/output/x|}\" }")]
    [InlineData("\"ls /ml /ml/output /ml/output/ /ml/usercode/x.py /ml/input/config/a /ml/output/tokens/b /ml/input/data/$CHANNEL "
        + "/x/ml/output/y /ml/output/*\"")]
    [InlineData("\"python main.py ${|PAI5006:PAI_OUTPUT_TOKEN|} ${{|PAI5006:PAI_HPS_X|}}\"")]
    [InlineData("\"python main.py $PAI_OUTPUT_TOKENS $PAI_HPS_N ${PAI_INPUT_CORPUS} $PAI_USER_ARGS $PAI_HPS\"")]
    [InlineData("\"python main.py {|PAI5005:--interval|} 500\"")]
    [InlineData("\"pip install --upgrade x && python -u main.py {|PAI5005:--interval=500|} --n 5 --verbose\"")]
    [InlineData("\"python main.py --n 5 --interval $X --out /ml/output/tokens --flag\"")]
    [InlineData("\"pip install --index 5\"")]
    [InlineData("\"python -m tool --interval 500\"")]
    public Task A_command_names_what_there_is(string command) =>
        JobAsync(Job, "[Input] public OssUri? Corpus { get; init; } [Parameter] public int N { get; init; }" + Output, command);

    [Theory]
    [InlineData("python main.py", true)]
    [InlineData("python3 -u ./sub/tool.py && bash run.sh", true)]
    [InlineData("cd sub && python tool.py", true)]
    [InlineData("python -m main", true)]
    [InlineData("dotnet Tool.dll", true)]
    [InlineData("python Main.py", false)]
    [InlineData("bash sub/run.sh", false)]
    [InlineData("./tool", false)]
    [InlineData("python /ml/usercode/tool.py", false)]
    public async Task A_script_is_in_the_source_folder(string command, bool isThere)
    {
        var source = $"[ProcessingJob(\"{command}\", SourceDir = \"code_dir\", {Job})] public partial record TokenizeJob {{ {Output} }}";
        var options = new ProjectOptions(Sources: ["code_dir/main.py", "code_dir/run.sh", "code_dir/sub/tool.py", "other/tool"]);

        var (diagnostics, _) = await Verify.RunAsync(source, options: options);

        Assert.Equal(isThere ? [] : ["PAI5002"], diagnostics.Select(d => d.Id));
    }

    [Theory]
    [InlineData("/srv/code")]
    [InlineData("~/code")]
    [InlineData("C:\\\\code")]
    [InlineData("")]
    [InlineData("https://host/code")]
    [InlineData("oss://Bucket!/code/")]
    public Task A_source_folder_is_relative(string folder) => JobAsync($"SourceDir = {{|PAI5003:\"{folder}\"|}}, {Job}");

    [Theory]
    [InlineData("oss://bucket/code/")]
    [InlineData("oss://bucket/code.tar.gz")]
    public Task A_source_folder_can_be_on_OSS(string location) => JobAsync($"SourceDir = \"{location}\", {Job}");

    [Theory]
    [InlineData("/srv/Worker")]
    [InlineData("~/Worker")]
    [InlineData("C:\\\\Worker")]
    [InlineData(" ")]
    [InlineData("oss://bucket/code/")]
    [InlineData("../Workers.slnx")]
    [InlineData("bin/Worker.dll")]
    public Task A_source_project_is_the_relative_path_of_a_project(string project) =>
        JobAsync($"SourceProject = {{|PAI5016:\"{project}\"|}}, {Job}");

    [Theory]
    [InlineData(".")]
    [InlineData("../Worker")]
    [InlineData("../Worker/Worker.csproj")]
    public Task A_source_project_is_a_file_or_a_folder(string project) => JobAsync($"SourceProject = \"{project}\", {Job}");

    [Fact]
    public Task Code_is_a_folder_or_a_project() =>
        JobAsync($"SourceDir = \"code\", SourceProject = {{|PAI5015:\"../Worker\"|}}, {Job}");
}
