using System.Globalization;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>What is said of parameters, requirements, bases and messages: of each kind several forms, and the nearest right ones.</summary>
public class MemberCheckTests
{
    private const string Job = """[ProcessingJob("python main.py", Image = "registry/image:1", InstanceType = "ecs.g7.xlarge")]""";
    private const string Output = "[Output] public OssUri? O { get; init; }";

    private static Task MemberAsync(string member) =>
        Verify.AnalyzerAsync($"{Job} public partial record TokenizeJob {{ {Output} {member} }}");

    private static async Task<string> MessageAsync(string source) =>
        Assert.Single((await Verify.RunAsync(source)).Diagnostics).GetMessage(CultureInfo.InvariantCulture);

    private static Task<string> MessageOfMemberAsync(string member) =>
        MessageAsync($"{Job} public partial record TokenizeJob {{ {Output} {member} }}");

    [Theory]
    [InlineData("[Checkpoint] public {|PAI3003:string|} State { get; init; } = \"\";")]
    [InlineData("[Checkpoint] public OssUri? State { get; init; }")]
    public Task A_checkpoint_is_a_channel(string member) => MemberAsync(member);

    [Theory]
    [InlineData("string", "PadToken")]
    [InlineData("string", "EosToken")]
    [InlineData("string", "MaskToken")]
    [InlineData("string", "DecoderStartToken")]
    [InlineData("string", "PasswordColumn")]
    [InlineData("string", "SecretName")]
    [InlineData("string", "ApiKeyFile")]
    [InlineData("string", "CredentialProvider")]
    [InlineData("string", "AccessTokenType")]
    [InlineData("string", "ApiKeyEnvVar")]
    [InlineData("string", "CredentialUrl")]
    [InlineData("string", "TriggerToken")]
    [InlineData("int", "Password")]
    [InlineData("bool", "UseAuthToken")]
    [InlineData("double", "ApiKey")]
    [InlineData("DateTime", "Secret")]
    [InlineData("int[]", "AccessKeys")]
    [InlineData("DayOfWeek", "AuthToken")]
    public Task PAI4006_is_not_said_of(string type, string name) =>
        MemberAsync($"[Parameter] public {type} {name} {{ get; init; }} = default!;");

    [Theory]
    [InlineData("string", "HfToken")]
    [InlineData("string", "Token")]
    [InlineData("string", "AccessKeySecret")]
    [InlineData("string[]", "Passwords")]
    [InlineData("Uri", "ConnectionString")]
    [InlineData("string", "ClientSecret")]
    [InlineData("string", "PASSWORD")]
    public Task PAI4006_is_said_of(string type, string name) =>
        MemberAsync($"[Parameter] public {type} {{|PAI4006:{name}|}} {{ get; init; }} = default!;");

    [Theory]
    [InlineData("[EnvironmentVariable(\"PAD_TOKEN\", \"<pad>\")]")]
    [InlineData("[EnvironmentVariable(\"USER_TOKEN\", \"<|user|>\")]")]
    [InlineData("[EnvironmentVariable(\"USE_AUTH_TOKEN\", \"True\")]")]
    [InlineData("[EnvironmentVariable(\"DB_PASSWORD_FILE\", \"/run/secrets/db\")]")]
    [InlineData("[EnvironmentVariable(\"HF_TOKEN\", {|PAI4006:\"x\"|})]")]
    public Task PAI4006_of_variables(string attribute) =>
        Verify.AnalyzerAsync($"{attribute} {Job} public partial record TokenizeJob {{ {Output} }}");

    [Theory]
    [InlineData("[Parameter] public string UserToken { get; init; } = \"<|user|>\";")]
    [InlineData("[Parameter] public string ActionToken { get; init; } = \"[ACT]\";")]
    [InlineData("[Parameter] public string {|PAI4006:UserToken|} { get; init; } = \"x\";")]
    [InlineData("[Parameter] public string {|PAI4006:AuthToken|} { get; init; } = \"[\\\"x\\\"]\";")]
    public Task PAI4006_looks_at_the_default(string member) => MemberAsync(member);

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("[Parameter, Range(1, 9)] public int A { get; init; } = {|PAI4005:(11)|};")]
    [InlineData("[Parameter, MinLength(2)] public int[] A { get; init; } = {|PAI4005:[1]|};")]
    [InlineData("[Parameter, MaxLength(1)] public int[] A { get; init; } = {|PAI4005:new[] { 1, 2 }|};")]
    [InlineData("[Parameter, Length(2, 3)] public string[] A { get; init; } = {|PAI4005:new string[] { \"a\" }|};")]
    [InlineData("[Parameter, MinLength(1)] public int[] A { get; init; } = {|PAI4005:[]|};")]
    [InlineData("[Parameter, MinLength(1)] public int[] A { get; init; } = {|PAI4005:Array.Empty<int>()|};")]
    [InlineData("[Parameter, MinLength(3)] public int[] A { get; init; } = {|PAI4005:new int[2]|};")]
    [InlineData("[Parameter, MinLength(1)] public System.Collections.Generic.List<int> A { get; init; } = {|PAI4005:new()|};")]
    [InlineData("[Parameter, MinLength(2)] public System.Collections.Generic.IReadOnlyList<int> A { get; init; } = {|PAI4005:[1]|};")]
    [InlineData("[Parameter, MinLength(2)] public int[] A { get; init; } = [1, 2];")]
    [InlineData("[Parameter, MinLength(2)] public int[] A { get; init; } = [.. Few];  private static readonly int[] Few = [1, 2];")]
    [InlineData("[Parameter, MinLength(2)] public int[] A { get; init; } = Few; private static readonly int[] Few = [1, 2];")]
    public Task PAI4005_counts_the_elements_of_a_default(string member) => MemberAsync(member);

    [Theory]
    [InlineData("public partial record {|PAI1001:x|}", "[{|PAI1011:Input|}] public OssUri? A { get; init; }")]
    [InlineData("public partial record TokenizeJob", "[{|PAI1011:Input|}] public OssUri? A { get; init; }")]
    [InlineData("internal partial record TokenizeJob", "[{|PAI1011:Parameter|}] public int N { get; init; }")]
    [InlineData("public partial record TokenizeJob([{|PAI1011:Input|}] OssUri A)", "")]
    [InlineData("public sealed record TokenizeJob([property: {|PAI1011:Parameter|}] int N)", "")]
    [InlineData("public class TokenizeJob", "[{|PAI1011:Output|}] public OssUri? A { get; init; }")]
    [InlineData("public abstract partial record TokenizeJob", "[Input] public OssUri? A { get; init; }")]
    [InlineData("public record TokenizeJob", "[Input] public OssUri? A { get; init; }")]
    [InlineData("public partial record TokenizeJob", "[Input] public OssUri? A { get; init; } } public record Derived : TokenizeJob {")]
    [InlineData("public partial record TokenizeJob<T>", "[Input] public OssUri? A { get; init; } } record Derived : TokenizeJob<int> {")]
    public Task PAI1011_of_what_is_not_sealed(string header, string members) => header.Contains("PAI1001", StringComparison.Ordinal)
        ? Verify.AnalyzerAsync($"public partial class Outer {{ public partial record Inner {{ {members} }} }}")
        : Verify.AnalyzerAsync($"{header} {{ {members} }}");

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("numpy = 1.2", "numpy == 1.2")]
    [InlineData("numpy=1.2", "numpy==1.2")]
    [InlineData("numpy=>1.2", "numpy>=1.2")]
    [InlineData("numpy =< 2", "numpy <= 2")]
    [InlineData("pandas>=", null)]
    [InlineData("pandas>", null)]
    [InlineData("pandas>=1,<", null)]
    [InlineData("numpy 1.2", null)]
    [InlineData("numpy pandas", null)]
    [InlineData("numpy>1 <2", null)]
    [InlineData("pip install numpy", null)]
    [InlineData("==1.2", null)]
    [InlineData("numpy==", null)]
    [InlineData("numpy[extra", null)]
    [InlineData("numpy>=1.2;", null)]
    [InlineData("", null)]
    public async Task PAI2025_a_requirement_is_one_as_pip_reads_it(string line, string? offered)
    {
        var message = await MessageAsync(WithRequirement(line));

        Assert.StartsWith($"\"{line}\" is not a valid requirement: ", message, StringComparison.Ordinal);
        Assert.Equal(offered is not null, message.EndsWith($"did you mean \"{offered}\"?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("numpy")]
    [InlineData("numpy==1.26.4")]
    [InlineData("numpy == 1.26.*, != 1.26.2")]
    [InlineData("torch[cuda,extra] >=2.0,<3,")]
    [InlineData("torch (>=2.0)")]
    [InlineData("zope.interface~=5.0")]
    [InlineData("pywin32>=1.0; sys_platform == 'win32'")]
    [InlineData("numpy===1.0+local.1")]
    [InlineData("numpy==1!2.0")]
    [InlineData("numpy>=1 # why")]
    [InlineData("numpy==1.2 --hash=sha256:abc")]
    [InlineData("-r more.txt")]
    [InlineData("--index-url https://example.com/simple")]
    [InlineData("-e .")]
    [InlineData("git+https://example.com/a/b.git@main")]
    [InlineData("pkg @ https://example.com/pkg.whl")]
    [InlineData("./pkg")]
    [InlineData("pkg-1.0-py3-none-any.whl")]
    [InlineData("pkg==${VERSION}")]
    [InlineData("# a comment")]
    public async Task PAI2025_is_not_said_of(string line) => Assert.Empty((await Verify.RunAsync(WithRequirement(line))).Diagnostics);

    [Fact]
    public Task PAI2025_stands_at_the_element() => Verify.AnalyzerAsync(
        Job.Replace(
            ")]", ", Requirements = new[] { {|PAI2025:\"numpy = 1.2\"|}, \"a\", {|PAI2025:\"pandas>=\"|} })]", StringComparison.Ordinal)
            + $"public partial record TokenizeJob {{ {Output} }}");

    private static string WithRequirement(string line) =>
        Job.Replace(")]", $", Requirements = new[] {{ \"{line}\" }})]", StringComparison.Ordinal)
            + $"public partial record TokenizeJob {{ {Output} }}";

    [Theory]
    [InlineData("System.Collections.Generic.IList<int>", "use int[], List<int>, IReadOnlyList<int> or ImmutableArray<int>")]
    [InlineData("System.Collections.Generic.IEnumerable<string>", "use string[], List<string>, IReadOnlyList<string>")]
    [InlineData("System.Collections.Generic.HashSet<DayOfWeek>", "use DayOfWeek[], List<DayOfWeek>")]
    [InlineData("System.Collections.Immutable.ImmutableList<double>", "use double[], List<double>")]
    [InlineData("int?[]", "use int[], List<int>, IReadOnlyList<int> or ImmutableArray<int>, because null in a list has no string form")]
    [InlineData("Half", "use float")]
    [InlineData("Half?", "use float")]
    [InlineData("Int128", "use long, decimal, or a string")]
    [InlineData("System.Numerics.BigInteger", "use long, decimal, or a string")]
    [InlineData("Half[]", "use float[], List<float>, IReadOnlyList<float> or ImmutableArray<float>")]
    [InlineData("System.Collections.Generic.IList<System.Numerics.BigInteger>", "use long[], List<long>")]
    [InlineData("Secret[]", "use a parameter of type Secret for each")]
    [InlineData("OssUri?", "use [Input] or [Output] for a location, or a string")]
    [InlineData("System.Collections.Generic.List<OssUri>", "use [Input] or [Output] for a location, or a string")]
    [InlineData("int[][]", "use a list of single values, or a string with JSON")]
    [InlineData("System.Collections.Generic.Dictionary<string, int>", "use a list of single values, or a string with JSON")]
    [InlineData("Version", "use string, bool, an integer up to 64 bits")]
    public async Task PAI4001_names_the_nearest_types(string type, string advice) =>
        Assert.Contains(
            advice, await MessageOfMemberAsync($"[Parameter] public {type} A {{ get; init; }} = default!;"), StringComparison.Ordinal);

    [Theory]
    [InlineData("OssUri", "oss:/bucket/a", "oss://bucket/a")]
    [InlineData("DataLocation", "oss:bucket/a", "oss://bucket/a")]
    [InlineData("OssUri", "oss:\\\\\\\\bucket\\\\a", "oss://bucket/a")]
    [InlineData("OssUri", "oss//bucket/a", "oss://bucket/a")]
    [InlineData("OssUri", "https://bucket.oss-cn-beijing.aliyuncs.com/a", "oss://bucket.oss-cn-beijing.aliyuncs.com/a")]
    [InlineData("OssUri", "ossutil://bucket/a", "oss://bucket/a")]
    public async Task PAI3010_and_PAI3005_offer_what_was_meant(string type, string text, string meant)
    {
        var end = $" Did you mean \"{meant}\"?";

        Assert.EndsWith(end, await MessageAsync($"class C {{ {type} A = \"{text}\"; }}"), StringComparison.Ordinal);
        Assert.EndsWith(
            end, await MessageOfMemberAsync($"[Input(DefaultUri = \"{text}\")] public {type}? A {{ get; init; }}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task PAI3002_and_PAI4002_name_the_properties()
    {
        Assert.Contains(
            "\"part_1\" of 'Second' and \"part-1\" of 'First' both become PAI_INPUT_PART_1",
            await MessageOfMemberAsync(
                "[Input(\"part-1\")] public OssUri? First { get; init; } [Input(\"part_1\")] public OssUri? Second { get; init; }"),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"a\" of 'B' and \"a\" of 'A'",
            await MessageOfMemberAsync("[Parameter] public int A { get; init; } [Parameter(\"a\")] public int B { get; init; }"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Local")]
    [InlineData("LOCAL")]
    [InlineData(" local")]
    [InlineData("locale")]
    [InlineData("loca")]
    [InlineData("local_gpu")]
    public async Task PAI2009_is_the_only_one_of_a_local_job_that_is_mistyped(string type) =>
        Assert.Contains("write \"local\"", await MessageAsync(
            $"[ProcessingJob(\"x\", InstanceType = \"{type}\")] public partial record TokenizeJob {{ {Output} }}"),
            StringComparison.Ordinal);
}
