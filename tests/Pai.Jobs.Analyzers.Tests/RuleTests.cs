using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Every rule at the exact token, and not on the nearest code that is right.</summary>
public class RuleTests
{
    private const string Job = """[ProcessingJob("python main.py", Image = "registry/image:1", InstanceType = "ecs.g7.xlarge")]""";
    private const string Output = "[Output] public OssUri? Tokens { get; init; }";

    [Theory]
    [InlineData(Job + "public record {|PAI1001:TokenizeJob|} { " + Output + " }")]
    [InlineData("public class Outer { " + Job + "public partial record {|PAI1001:TokenizeJob|} { " + Output + " } }")]
    [InlineData(
        "public class A { public partial struct B { " + Job + "public record {|PAI1001:{|PAI1001:TokenizeJob|}|} { " + Output + " } } }")]
    [InlineData("public partial class A { public partial struct B { public partial interface C { " + Job
        + "public partial record TokenizeJob { " + Output + " } } } }")]
    [InlineData(Job + "public partial record TokenizeJob { } public partial record TokenizeJob { " + Output + " }")]
    public Task PAI1001_the_record_and_all_around_it_are_partial(string source) => Verify.AnalyzerAsync(source);

    [Theory]
    [InlineData(Job + "public partial class {|PAI1002:TokenizeJob|} { " + Output + " }")]
    [InlineData(Job + "public partial struct {|PAI1002:TokenizeJob|} { " + Output + " }")]
    [InlineData(Job + "public static partial class {|PAI1002:TokenizeJob|} { }")]
    [InlineData(Job + "public partial record struct TokenizeJob { " + Output + " }")]
    public Task PAI1002_a_job_is_a_record(string source) => Verify.AnalyzerAsync(source);

    [Theory]
    [InlineData(Job + "public abstract partial record {|PAI1003:TokenizeJob|} { " + Output + " }")]
    [InlineData(Job + "file partial record {|PAI1003:TokenizeJob|} { " + Output + " }")]
    [InlineData("file partial class Outer { " + Job + "public partial record {|PAI1003:TokenizeJob|} { " + Output + " } }")]
    [InlineData(Job + "public sealed partial record TokenizeJob { " + Output + " }")]
    public Task PAI1003_a_job_can_be_created_and_extended(string source) => Verify.AnalyzerAsync(source);

    [Theory]
    [InlineData(Job + "public partial record TokenizeJob { " + Output + " public int Definition => 1; }")]
    [InlineData(Job + "public partial record TokenizeJob { " + Output + " public int Definition => 1; int {|PAI1004:JobDefinition|}; }")]
    [InlineData(Job + "public partial record TokenizeJob { " + Output + " public void RunAsync(int x) { } public int PlanAsync; }")]
    [InlineData(Job + "public partial record TokenizeJob { " + Output + " public class FromEnvironment { } }")]
    [InlineData(Job + "public partial record TokenizeJob { " + Output + " public class FromEnvironment { } "
        + "public void {|PAI1004:FromJobEnvironment|}() { } public void {|PAI1004:FromJobEnvironment|}(int x) { } }")]
    [InlineData(Job + "public partial record AttachAsync { " + Output + " }")]
    [InlineData(Job + "public partial record {|PAI1004:AttachJobAsync|} { " + Output + " int AttachAsync => 1; }")]
    [InlineData(Job + "public partial record TokenizeJob<PlanAsync, AttachAsync> { " + Output + " }")]
    [InlineData(Job + "public partial record TokenizeJob<AttachAsync, {|PAI1004:AttachJobAsync|}> { " + Output + " }")]
    [InlineData(Job + "public partial record TokenizeJob([Parameter] int SubmitAsync, [Parameter] int AttachAsync) { " + Output + " }")]
    [InlineData(Job + "public partial record First { " + Output + " } "
        + Job + "public partial record Second : First { public void {|PAI1004:RunAsync|}(int x) { } }")]
    [InlineData(Job + "public partial record First { " + Output + " public void RunAsync(int x) { } } "
        + Job + "public partial record {|PAI1004:Second|} : First { }")]
    [InlineData("public record Base { public void AttachAsync() { } public int AttachJobAsync; } "
        + Job + "public partial record {|PAI1004:TokenizeJob|} : Base { " + Output + " }")]
    [InlineData("public record Base { void AttachAsync() { } int AttachJobAsync => 1; } "
        + Job + "public partial record TokenizeJob : Base { " + Output + " }")]
    [InlineData(
        Job + "public partial record TokenizeJob { " + Output + " public class Outputs { } public class {|PAI1004:JobOutputs|} { } }")]
    [InlineData(Job + "public partial record TokenizeJob { " + Output + " public class Outputs { } }")]
    [InlineData(Job + "public partial record Outputs { " + Output + " }")]
    [InlineData(Job + "public partial record First { " + Output + " } " + Job + "public partial record Second : First { }")]
    public Task PAI1004_the_generated_names_are_free(string source) =>
        Verify.AnalyzerAsync(source.Replace(
            "Second : First { }", "Second : First { [Output] public OssUri? More { get; init; } }", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Parameter] public int {|PAI1005:N|} { get; }")]
    [InlineData("[Parameter] public int {|PAI1005:N|} => 1;")]
    [InlineData("[Parameter] public int {|PAI1005:N|} { set { } }")]
    [InlineData("[Parameter, Obsolete(\"gone\", true)] public int N { get; set; }")]
    [InlineData("[Parameter, Obsolete(\"old\")] public int N { get; set; }")]
    [InlineData("[Parameter] public int N { get; private set; }")]
    [InlineData("[Parameter] private int N { get; init; }")]
    public Task PAI1005_a_member_can_be_read_and_set(string member) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {Output} {member} }}");

    [Theory]
    [InlineData("public record Base { [Parameter] public int N { get; private set; } }", "TokenizeJob", "")]
    [InlineData("public record Base { [Parameter] private int N { get; set; } }", "TokenizeJob", "")]
    [InlineData("public record Base { [Parameter] public int N { get; set; } }", null, "public new int {|PAI1005:N|} { get; set; }")]
    [InlineData("public record Base { [Parameter] public virtual int N { get; init; } }", null, "public override int N { get; init; }")]
    [InlineData("public record Base { [Parameter] public int N { get; init; } }", null, "[Parameter] public new int N { get; init; }")]
    [InlineData("public record Base { [Parameter] public int N { get; protected init; } }", null, "")]
    public Task PAI1005_of_a_base_is_shown_at_the_job(string parent, string? name, string member) =>
        Verify.AnalyzerAsync($"{parent} {Job} public partial record {(name is null ? "TokenizeJob" : $"{{|PAI1005:{name}|}}")} : "
            + $"Base {{ {Output} {member} }}");

    [Theory]
    [InlineData("TokenizeJob(int {|PAI1006:N|})", "")]
    [InlineData("TokenizeJob(int N = 1)", "")]
    [InlineData("TokenizeJob(params int[] N)", "")]
    [InlineData("TokenizeJob([Parameter] int N)", "")]
    [InlineData("TokenizeJob([property: Parameter] int N)", "")]
    [InlineData("{|PAI1006:TokenizeJob|}", "public TokenizeJob(int n) { }")]
    [InlineData("TokenizeJob", "public TokenizeJob(int n) { } private TokenizeJob() { }")]
    [InlineData("TokenizeJob", "public TokenizeJob(int n = 1) { }")]
    [InlineData("TokenizeJob", "public required int {|PAI1006:N|} { get; init; }")]
    [InlineData("TokenizeJob", "public required int {|PAI1006:N|};")]
    [InlineData("TokenizeJob", "[Parameter] public required int N { get; init; }")]
    [InlineData(
        "TokenizeJob",
        "[System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public TokenizeJob() { } public required int N { get; init; }")]
    public Task PAI1006_a_job_can_be_rebuilt(string name, string members) =>
        Verify.AnalyzerAsync($"{Job} public partial record {name} {{ {Output} {members} }}");

    [Theory]
    [InlineData("[Input, {|PAI1007:Output|}] public OssUri? Corpus { get; init; }")]
    [InlineData("[Input] public OssUri? Corpus { get; init; }")]
    public Task PAI1007_a_member_has_one_role(string member) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {Output} {member} }}");

    [Fact]
    public Task PAI1007_counts_parameter_and_property() =>
        Verify.AnalyzerAsync(Job + "public partial record TokenizeJob([{|PAI1007:Parameter|}, property: Parameter] int N);".Replace(
            "[{|PAI1007:Parameter|}, property: Parameter]", "[property: Parameter] [{|PAI1007:Input|}]", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Parameter] public static int {|PAI1008:N|} { get; set; }")]
    [InlineData("[Parameter] public int {|PAI1008:this|}[int i] { get => i; set { } }")]
    [InlineData("public int N { get; set; }")]
    public Task PAI1008_a_member_is_a_property_of_the_job(string member) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {Output} {member} }}");

    [Fact]
    public Task PAI1008_an_explicit_implementation_is_none() =>
        Verify.AnalyzerAsync($"public interface IHas {{ int N {{ get; set; }} }} {Job} public partial record TokenizeJob : "
            + $"IHas {{ {Output} [Parameter] int IHas.{{|PAI1008:N|}} {{ get; set; }} }}");

    [Theory]
    [InlineData("{|PAI1009:TokenizeJob|}", LanguageVersion.CSharp10)]
    [InlineData("TokenizeJob", LanguageVersion.CSharp11)]
    public Task PAI1009_the_language_is_new_enough(string name, LanguageVersion version) =>
        Verify.AnalyzerAsync($"{Job} public partial record {name} {{ {Output.Replace("?", "", StringComparison.Ordinal)} }}".Replace(
            "{ get; init; }", "{ get; init; } = null!;", StringComparison.Ordinal), version);

    [Theory]
    [InlineData("public partial record {|PAI1010:TokenizeJob|} { [Parameter] public int N { get; init; } }")]
    [InlineData("public partial record TokenizeJob { [Input] public OssUri? Corpus { get; init; } }")]
    public Task PAI1010_a_job_has_a_channel(string source) => Verify.AnalyzerAsync(Job + source);

    [Theory]
    [InlineData("public sealed record Plain { [{|PAI1011:Input|}] public OssUri? Corpus { get; init; } }")]
    [InlineData("public struct Plain { [{|PAI1011:Parameter|}] public int N { get; init; } }")]
    [InlineData("public record Plain { [Input] public OssUri? Corpus { get; init; } }")]
    [InlineData("public class Plain { public Plain([{|PAI1011:Parameter|}] int n) { } public void Run([{|PAI1011:Pai.Jobs.Input(\"a\")|}] "
        + "OssUri a) { void Local([{|PAI1011:OutputAttribute|}] OssUri b) { } } }")]
    [InlineData("public delegate void Run([{|PAI1011:Input|}] OssUri a); public class Plain([{|PAI1011:Input|}] "
        + "OssUri a) { public OssUri A => a; }")]
    [InlineData("public record Plain([Input] OssUri A, [property: Parameter] int N);")]
    public Task PAI1011_attributes_stand_in_a_job(string source) => Verify.AnalyzerAsync(source);

    [Theory]
    [InlineData("[{|PAI2001:{|PAI2015:ProcessingJob(\"x\")|}|}]")]
    [InlineData("[{|PAI2001:ProcessingJob(\"x\", InstanceType = \"ecs.g6.large\")|}]")]
    [InlineData("[ProcessingJob(\"x\", InstanceType = \"local\")]")]
    [InlineData("[ProcessingJob(\"x\", Framework = \"PyTorch\", InstanceType = \"ecs.g7.xlarge\")]")]
    [InlineData("[ProcessingJob(\"x\", Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    public Task PAI2001_a_job_has_an_image(string attribute) =>
        Verify.AnalyzerAsync($"{attribute} public partial record TokenizeJob {{ {Output} }}");

    [Theory]
    [InlineData("{|PAI2002:0|}")]
    [InlineData("{|PAI2002:-1|}")]
    [InlineData("1")]
    public Task PAI2002_a_job_has_a_node(string count) =>
        Verify.AnalyzerAsync($"[ProcessingJob(\"x\", Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\", InstanceCount = {count})] "
            + $"public partial record TokenizeJob {{ {Output} }}");

    [Theory]
    [InlineData("[Input({|PAI3001:\"a b\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input({|PAI3001:\"\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input({|PAI3001:\"-a\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Output({|PAI3001:\"a/b:1\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input] public OssUri? {|PAI3001:Größe|} { get; init; }")]
    [InlineData("[Input(\"groesse\")] public OssUri? Größe { get; init; }")]
    [InlineData("[Input(\"a.b-c_1\")] public OssUri? A { get; init; }")]
    [InlineData("[Input(\"1\")] public OssUri? A { get; init; }")]
    public Task PAI3001_a_channel_s_name_is_valid(string member) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {member} }}");

    [Theory]
    [InlineData("[Input(\"a\")] public OssUri? A { get; init; } [Input(\"a\")] public OssUri? {|PAI3002:B|} { get; init; }")]
    [InlineData("[Output(\"a-b\")] public OssUri? A { get; init; } [Output(\"A_b\")] public OssUri? {|PAI3002:B|} { get; init; }")]
    [InlineData("[Input(\"a\")] public OssUri? A { get; init; } [Output(\"a\")] public OssUri? B { get; init; } [Parameter(\"a\")] "
        + "public int C { get; init; }")]
    public Task PAI3002_channels_differ(string members) => Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {members} }}");

    [Theory]
    [InlineData("[Input] public {|PAI3003:string|}? A { get; init; }", 1)]
    [InlineData("[Input] public {|PAI3003:OssUri[]|} A { get; init; } = null!;", 0)]
    [InlineData("[Output] public {|PAI3003:LocalPath|} A { get; init; } = null!;", 0)]
    [InlineData("[Input] public LocalPath? A { get; init; }", 0)]
    public Task PAI3003_a_channel_is_a_location(string member, int nullable) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ "
            + $"{(nullable == 1 ? member.Replace("{|PAI3003:string|}?", "{|PAI3003:string?|}", StringComparison.Ordinal) : member)} }}");

    [Theory]
    [InlineData("{|PAI3004:\"data\"|}")]
    [InlineData("{|PAI3004:\"\"|}")]
    [InlineData("{|PAI3004:\"/\"|}")]
    [InlineData("\"/data\"")]
    public Task PAI3004_a_mount_path_is_absolute(string path) =>
        Verify.AnalyzerAsync(
            $"{Job} public partial record TokenizeJob {{ [Input(MountPath = {path})] public OssUri? A {{ get; init; }} }}");

    [Theory]
    [InlineData("OssUri", "{|PAI3005:\"nas://a.b/c/\"|}")]
    [InlineData("OssUri", "{|PAI3005:\"\"|}")]
    [InlineData("OssUri", "\"oss://bucket/\"")]
    [InlineData("NasUri", "{|PAI3005:\"oss://bucket/\"|}")]
    [InlineData("CpfsUri", "\"bmcpfs://a.b/c/\"")]
    [InlineData("DatasetId", "{|PAI3005:\"x\"|}")]
    [InlineData("DatasetId", "\"d-abc\"")]
    [InlineData("LocalPath", "{|PAI3005:\"oss://bucket/\"|}")]
    [InlineData("LocalPath", "\"./data\"")]
    [InlineData("DataLocation", "\"./data\"")]
    [InlineData("DataLocation", "{|PAI3005:\"odps://project/tables/t\"|}")]
    public Task PAI3005_a_location_fits_its_property(string type, string uri) =>
        Verify.AnalyzerAsync(
            $"{Job} public partial record TokenizeJob {{ [Input(DefaultUri = {uri})] public {type}? A {{ get; init; }} }}");

    [Theory]
    [InlineData("[Input(Required = {|PAI3006:true|}, DefaultUri = \"oss://bucket/\")]")]
    [InlineData("[Input(Required = false, DefaultUri = \"oss://bucket/\")]")]
    [InlineData("[Input(Required = true)]")]
    public Task PAI3006_required_or_default(string attribute) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {attribute} public OssUri? A {{ get; init; }} }}");

    [Theory]
    [InlineData("{|PAI4001:object|}")]
    [InlineData("{|PAI4001:int?[]|}")]
    [InlineData("{|PAI4001:string?[]|}")]
    [InlineData("{|PAI4001:int[][]|}")]
    [InlineData("{|PAI4001:int[,]|}")]
    [InlineData("{|PAI4001:System.Collections.Generic.Dictionary<string, int>|}")]
    [InlineData("{|PAI4001:System.Collections.Generic.IList<int>|}")]
    [InlineData("{|PAI4001:Half|}")]
    [InlineData("{|PAI4001:OssUri|}")]
    [InlineData("System.Collections.Generic.IReadOnlyList<DayOfWeek>")]
    [InlineData("decimal?")]
    public Task PAI4001_a_parameter_has_a_text_form(string type) =>
        Verify.AnalyzerAsync(
            $"{Job} public partial record TokenizeJob {{ {Output} [Parameter] public {type} A {{ get; init; }} = default!; }}");

    [Theory]
    [InlineData("[Parameter(\"a-b\")] public int A { get; init; } [Parameter(\"a_b\")] public int {|PAI4002:B|} { get; init; }")]
    [InlineData("[Parameter] public int A { get; init; } [Parameter(\"a\")] public int {|PAI4002:B|} { get; init; }")]
    [InlineData("[Parameter] public int A { get; init; } [Parameter(\"a1\")] public int B { get; init; }")]
    public Task PAI4002_parameters_differ(string members) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {Output} {members} }}");

    [Theory]
    [InlineData("{|PAI4003:\"a b\"|}")]
    [InlineData("{|PAI4003:\"\"|}")]
    [InlineData("{|PAI4003:\"a=b\"|}")]
    [InlineData("\"--größe\"")]
    public Task PAI4003_a_parameter_s_name_is_valid(string name) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {Output} [Parameter({name})] public int A {{ get; init; }} }}");

    [Theory]
    [InlineData("[Parameter, {|PAI4004:StringLength(3)|}] public int A { get; init; }")]
    [InlineData("[Parameter, {|PAI4004:MaxLength(3)|}] public int? A { get; init; }")]
    [InlineData("[Parameter, {|PAI4004:Range(1, 3)|}] public Guid A { get; init; }")]
    [InlineData("[Parameter, {|PAI4004:Range(1, 3)|}] public int[]? A { get; init; }")]
    [InlineData("[Parameter, {|PAI4004:Compare(\"B\")|}] public int A { get; init; } public int B { get; init; }")]
    [InlineData("[Parameter, MaxLength(3)] public int[]? A { get; init; }")]
    [InlineData("[Parameter, Range(1, 3)] public long? A { get; init; }")]
    [InlineData("[Parameter, Range(typeof(TimeSpan), \"0:00\", \"1:00\")] public TimeSpan A { get; init; }")]
    [InlineData("[StringLength(3)] public int A { get; init; }")]
    public Task PAI4004_a_validation_attribute_fits(string members) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {Output} {members} }}");

    [Theory]
    [InlineData("[ProcessingJob({|PAI5001:\"\"|}, Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    [InlineData("[ProcessingJob({|PAI5001:\"  \"|}, Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    [InlineData("[ProcessingJob({|PAI5001:(string)null!|}, Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    [InlineData("[ProcessingJob({|PAI5001:new string[0]|}, Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    [InlineData("[ProcessingJob({|PAI5001:new[] { \"\" }|}, Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    [InlineData("[ProcessingJob(new[] { \"a\", \"\" }, Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    [InlineData("[ProcessingJob(arguments: {|PAI5001:new string[] { }|}, Image = \"a/b:1\", InstanceType = \"ecs.g7.xlarge\")]")]
    public Task PAI5001_a_job_has_a_command(string attribute) =>
        Verify.AnalyzerAsync($"{attribute} public partial record TokenizeJob {{ {Output} }}");

    [Fact]
    public Task Nothing_is_said_of_a_type_that_has_nothing_to_do_with_jobs() =>
        Verify.AnalyzerAsync("namespace Other { public class InputAttribute : Attribute { } public class ParameterAttribute : "
            + "Attribute { } public sealed class Plain { [Other.Input] public string? A { get; } "
            + "[Other.Parameter] public object? B { get; } } }");
}
