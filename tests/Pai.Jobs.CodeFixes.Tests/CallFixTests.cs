extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class CallFixTests
{
    private const string Imports = "using System.Threading;\nusing System.Threading.Tasks;\n";

    [Theory]
    [InlineData("public static async Task M() { [|new J().RunAsync(S)|]; }", "public static async Task M() { await new J().RunAsync(S); }")]
    [InlineData(
        "public static async Task M() { /* a */ new J().[|RunAsync|](S); // b\n }",
        "public static async Task M() { /* a */ await new J().RunAsync(S); // b\n }")]
    [InlineData(
        "public static Task M() { [|new J().RunAsync(S)|]; return Task.CompletedTask; }",
        "public static async Task M() { await new J().RunAsync(S); }")]
    [InlineData(
        "static Task M(bool b) { if (b) return Task.CompletedTask; [|new J().RunAsync(S)|]; return Task.CompletedTask; }",
        "static async Task M(bool b) { if (b) return; await new J().RunAsync(S); }")]
    [InlineData(
        "static Task<int> M() { [|new J().RunAsync(S)|]; return Task.FromResult(1); }",
        "static async Task<int> M() { await new J().RunAsync(S); return 1; }")]
    [InlineData(
        "static Task<int> M(Task<int> t) { [|new J().RunAsync(S)|]; return t; }",
        "static async Task<int> M(Task<int> t) { await new J().RunAsync(S); return await t; }")]
    [InlineData("public static void Main() { [|new J().RunAsync(S)|]; }", "public static async Task Main() { await new J().RunAsync(S); }")]
    [InlineData(
        "public static int Main(string[] args) { [|new J().RunAsync(S)|]; return 1; }",
        "public static async Task<int> Main(string[] args) { await new J().RunAsync(S); return 1; }")]
    [InlineData(
        "void M(object sender, EventArgs e) { [|new J().RunAsync(S)|]; }",
        "async void M(object sender, EventArgs e) { await new J().RunAsync(S); }")]
    [InlineData(
        "static Func<Task> M() => async () => { [|new J().RunAsync(S)|]; };",
        "static Func<Task> M() => async () => { await new J().RunAsync(S); };")]
    [InlineData(
        "static void M() { Task Inner() { [|new J().RunAsync(S)|]; return Task.CompletedTask; } }",
        "static void M() { async Task Inner() { await new J().RunAsync(S); } }")]
    public Task PAI5007_a_call_is_awaited(string before, string after) => FixAt.VerifyAsync<AwaitCodeFix>(Class(before), Class(after));

    [Theory]
    [InlineData("public static void M() { [|new J().RunAsync(S)|]; }")]
    [InlineData("public static Task M(Task t) { [|new J().RunAsync(S)|]; return t; }")]
    [InlineData("public static Task M(ref int n) { [|new J().RunAsync(S)|]; return Task.CompletedTask; }")]
    [InlineData("public static async Task M() { lock (S) { [|new J().RunAsync(S)|]; } await Task.Yield(); }")]
    [InlineData("public static Action M() => () => { [|new J().RunAsync(S)|]; };")]
    [InlineData("public static async Task M() { var run = [|new J().RunAsync(S)|]; await run; }")]
    [InlineData("public int N { get { [|new J().RunAsync(S)|]; return 1; } }")]
    public Task PAI5007_where_the_caller_would_not_wait_nothing_is_offered(string member) =>
        FixAt.VerifyAsync<AwaitCodeFix>(Class(member), null);

    [Theory]
    [InlineData(
        "static async Task M() { // a\n var [|s|] = PaiSession.CreateDefault(); await new J().RunAsync(s); }",
        "static async Task M() { // a\n await using var s = PaiSession.CreateDefault(); await new J().RunAsync(s); }")]
    [InlineData(
        "static async Task M() { PaiSession s = [|PaiSession.CreateDefault()|]; await new J().RunAsync(s); }",
        "static async Task M() { await using PaiSession s = PaiSession.CreateDefault(); await new J().RunAsync(s); }")]
    [InlineData(
        "static void Main() { var [|s|] = PaiSession.CreateDefault(); }",
        "static async Task Main() { await using var s = PaiSession.CreateDefault(); }")]
    public Task PAI5008_a_session_is_disposed_of(string before, string after) =>
        FixAt.VerifyAsync<AwaitUsingCodeFix>(Class(before), Class(after));

    [Theory]
    [InlineData("static void M() { var [|s|] = PaiSession.CreateDefault(); }")]
    [InlineData("static async Task<PaiSession> M() { var [|s|] = PaiSession.CreateDefault(); await Task.Yield(); return s; }")]
    [InlineData("static async Task M() { var [|s|] = PaiSession.CreateDefault(); await Task.Yield(); s = PaiSession.CreateDefault(); }")]
    [InlineData(
        "static async Task M(int n) { switch (n) { default: var [|s|] = PaiSession.CreateDefault(); await Task.Yield(); break; } }")]
    public Task PAI5008_a_session_that_lives_on_is_left(string member) => FixAt.VerifyAsync<AwaitUsingCodeFix>(Class(member), null);

    [Theory]
    [InlineData("[|new J().RunAsync(S)|]", "new J().RunAsync(S, cancellationToken: ct)")]
    [InlineData("[|new J().RunAsync(S, null)|]", "new J().RunAsync(S, null, ct)")]
    [InlineData("new J().[|RunAsync|](S, null, CancellationToken.None)", "new J().RunAsync(S, null, ct)")]
    [InlineData("[|new J().RunAsync(S, cancellationToken: default)|]", "new J().RunAsync(S, cancellationToken: ct)")]
    public Task PAI5009_the_token_is_passed(string before, string after) => FixAt.VerifyAsync<PassTokenCodeFix>(
        Class($"static async Task M(CancellationToken ct) {{ await {before}; }}"),
        Class($"static async Task M(CancellationToken ct) {{ await {after}; }}"), ("Token", "ct"));

    [Fact]
    public Task PAI5009_a_call_that_takes_none_is_left() =>
        FixAt.VerifyAsync<PassTokenCodeFix>(Class("static void M(CancellationToken ct) { [|S.ToString()|]; }"), null, ("Token", "ct"));

    private static string Class(string member) =>
        $"{Imports}public class C {{ private static readonly PaiSession S = PaiSession.CreateDefault(); {member} "
            + $"}}\n[ProcessingJob(\"x\", InstanceType = \"local\")] public partial record J {{ [Output] public OssUri? A {{ get; "
            + $"init; }} }}";
}
