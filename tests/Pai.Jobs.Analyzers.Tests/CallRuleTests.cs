namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Every rule of calls at the exact place, and not where the call is right or may be.</summary>
public class CallRuleTests
{
    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("OssUri F = {|PAI3010:\"oss:/bucket/\"|};")]
    [InlineData("OssUri? P { get; set; } = {|PAI3010:\"nas://a.b/\"|};")]
    [InlineData("void M() => Use({|PAI3010:\"oss://Bucket/\"|}); void Use(OssUri uri) { }")]
    [InlineData("object M() => new Job { In = {|PAI3010:\"\"|} };")]
    [InlineData("object M() => new RunOptions { OutputPath = {|PAI3010:\"s3://bucket/\"|} };")]
    [InlineData("NasUri[] M() => new NasUri[] { \"nas://a.b/\", {|PAI3010:\"nas://a/\"|} };")]
    [InlineData("System.Collections.Generic.List<LocalPath> L = new() { \"a\", {|PAI3010:\"~/a\"|} };")]
    [InlineData("DataLocation M(bool b) => b ? \"data\" : {|PAI3010:\"odps://a/b\"|};")]
    [InlineData("CpfsUri M(string? s) => s ?? {|PAI3010:\"cpfs://host/\"|};")]
    [InlineData("DatasetId M(int n) => n switch { 0 => \"d-1\", _ => {|PAI3010:\"D-1\"|} };")]
    [InlineData("const string Text = \"no\"; OssUri F = {|PAI3010:Text|};")]
    [InlineData("const string Text = \"b\"; OssUri F = {|PAI3010:$\"{Text}/c\"|};")]
    [InlineData("OssUri M() => OssUri.Parse({|PAI3010:\"oss://b/\"|});")]
    [InlineData("OssUri F = (OssUri){|PAI3010:\"no\"|}!;")]
    [InlineData("OssUri M(string s) => OssUri.Parse(s); OssUri N(string s) => $\"no{s}\";")]
    [InlineData("bool M() => OssUri.TryParse(\"no\", out _);")]
    [InlineData("OssUri? F = (string?)null; OssUri G = \"oss://bucket/a?b#c%20\"; DataLocation I = \"a b\";")]
    [InlineData("string F = \"oss:/bucket\"; int G = int.Parse(\"1\");")]
    [InlineData("#pragma warning disable PAI3010\nOssUri F = \"no\";")]
    public Task PAI3010_a_text_is_a_location(string members) => VerifyAsync(members);

    [Theory]
    [InlineData("OssUri", "ossutil://bucket/a", "oss://bucket/a")]
    [InlineData("OssUri", "oss:/bucket/a", "oss://bucket/a")]
    [InlineData("OssUri", "oss//bucket/a", "oss://bucket/a")]
    [InlineData("OssUri", "oss:///bucket/a", "oss://bucket/a")]
    [InlineData("OssUri", "https://bucket.oss-cn-beijing.aliyuncs.com/a/b", "oss://bucket.oss-cn-beijing.aliyuncs.com/a/b")]
    [InlineData("OssUri", "https://example.com/a", null)]
    [InlineData("OssUri", "oss://Bucket/A", "oss://bucket/A")]
    [InlineData("OssUri", "oss://bucket//a", "oss://bucket/a")]
    [InlineData("OssUri", " oss://bucket/a", "oss://bucket/a")]
    [InlineData("OssUri", "oss://bucket/a/?endpoint=oss-cn-beijing.aliyuncs.com", "oss://bucket.oss-cn-beijing.aliyuncs.com/a/")]
    [InlineData("NasUri", "nas:/a.b/c", "nas://a.b/c")]
    [InlineData("DataLocation", "cpfs:a.b/c", "cpfs://a.b/c")]
    [InlineData("OssUri", "s3://bucket/a", null)]
    [InlineData("OssUri", "nas://a.b/c", null)]
    [InlineData("OssUri", "oss://b/c", null)]
    [InlineData("OssUri", "oss://bucket/a?role_arn=x", null)]
    public async Task PAI3010_carries_what_was_meant_and_says_what_the_run_says(string type, string text, string? meant)
    {
        var (diagnostics, _) = await Verify.RunAsync($"class C {{ {type} F = \"{text}\"; }}");

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(meant, diagnostic.Properties.GetValueOrDefault("Replacements"));
        var exception = Assert.Throws<FormatException>(
            () => { _ = type switch { "OssUri" => OssUri.Parse(text), "NasUri" => NasUri.Parse(text), _ => DataLocation.Parse(text) }; });
        Assert.Equal(
            exception.Message + (meant is null ? "" : $" Did you mean \"{meant}\"?"),
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        if (meant is not null) Assert.True(DataLocation.TryParse(meant, out _));
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("OssUri M(NasUri uri) => {|PAI3011:uri.ToString()|};")]
    [InlineData("OssUri? M(NasUri? uri) => {|PAI3011:uri?.ToString()|};")]
    [InlineData("OssUri M(CpfsUri uri) => ({|PAI3011:uri.ToString()|})!;")]
    [InlineData("NasUri M(OssUri uri) => (NasUri){|PAI3011:$\"{uri}\"|}!;")]
    [InlineData("CpfsUri M(NasUri uri) => CpfsUri.Parse({|PAI3011:uri.ToString()|});")]
    [InlineData("LocalPath M(OssUri uri) => LocalPath.Parse(text: {|PAI3011:$\"{uri}\"|});")]
    [InlineData("DatasetId M(LocalPath path) => {|PAI3011:((DataLocation)path).ToString()|};")]
    [InlineData("OssUri M(DatasetId id) => OssUri.Parse({|PAI3011:id.ToString()|});")]
    [InlineData("void M(NasUri uri) => Use({|PAI3011:uri.ToString()|}); void Use(OssUri uri) { }")]
    [InlineData("NasUri M(bool b, OssUri uri) => b ? \"nas://a.b/\" : {|PAI3011:uri.ToString()|};")]
    [InlineData("NasUri M(OssUri? uri) => {|PAI3011:uri?.ToString()|} ?? \"nas://a.b/\";")]
    [InlineData("LocalPath M(DatasetId id) => {|PAI3011:(LocalPath)(DataLocation)id|};")]
    [InlineData("OssUri M(NasUri uri) => {|PAI3011:(OssUri)(object)uri|};")]
    [InlineData("OssUri M(NasUri? uri) => {|PAI3011:(OssUri)(DataLocation)uri!|};")]
    [InlineData("OssUri M(DataLocation uri) => {|PAI3011:(OssUri)(DataLocation)(NasUri)uri|};")]
    [InlineData("LocalPath M(DatasetId id) => id.ToString(); LocalPath N(DatasetId id) => LocalPath.Parse($\"{id}\");")]
    [InlineData(
        "OssUri M(OssUri uri) => uri.ToString(); OssUri N(OssUri uri) => $\"{uri}\"; OssUri O(OssUri uri) => (OssUri)(DataLocation)uri;")]
    [InlineData("DataLocation M(NasUri uri) => uri.ToString(); DataLocation N(NasUri uri) => DataLocation.Parse($\"{uri}\"); "
        + "DataLocation O(NasUri uri) => (DataLocation)uri;")]
    [InlineData(
        "OssUri M(DataLocation uri) => uri.ToString(); OssUri N(DataLocation uri) => (OssUri)uri; OssUri O(object uri) => (OssUri)uri;")]
    [InlineData("object M(JobRun<Job, Job.Outputs> run) => new Job { In = (OssUri)(DataLocation)run.Outputs.Any }; "
        + "object N(JobRun<Job, Job.Outputs> run) => new Job { In = run.Outputs.Any.ToString() };")]
    [InlineData("OssUri M(LocalPath path) => $\"oss://bucket/{path}\"; LocalPath N(OssUri uri) => $\"{uri,90}\"; "
        + "LocalPath O(OssUri uri) => uri.FilePath!;")]
    [InlineData("OssUri? M(NasUri uri) => (DataLocation)uri as OssUri; bool N(NasUri uri) => (DataLocation)uri is OssUri; "
        + "int O(NasUri uri) => (DataLocation)uri switch { OssUri => 1, _ => 2 };")]
    [InlineData("bool M(NasUri uri) => OssUri.TryParse(uri.ToString(), out _);")]
    [InlineData(
        "OssUri M(NasUri uri) => uri.Path.ToString(); string N(NasUri uri) => uri.ToString(); Uri O(NasUri uri) => new(uri.ToString());")]
    [InlineData("OssUri M(Other.NasUri uri) => uri.ToString()!; } namespace Other { public class NasUri { }")]
    [InlineData("#pragma warning disable PAI3011\nOssUri M(NasUri uri) => uri.ToString();")]
    public Task PAI3011_a_location_stays_of_its_kind(string members) => VerifyAsync(members);

    [Theory]
    [InlineData("OssUri", "oss://bucket/a/")]
    [InlineData("LocalPath", "file:///a")]
    [InlineData("NasUri", "nas://a.b/c/")]
    [InlineData("CpfsUri", "bmcpfs://a.b/c/")]
    [InlineData("DatasetId", "d-1")]
    [InlineData("LocalPath", "./d-1")]
    public async Task PAI3011_is_where_the_run_refuses_the_text_and_nowhere_else(string type, string text)
    {
        foreach (var wanted in (string[])["OssUri", "NasUri", "CpfsUri", "DatasetId", "LocalPath", "DataLocation"])
        {
            var given = DataLocation.Parse(text);
            Assert.Equal(type, given.GetType().Name);
            var read = wanted switch
            {
                "OssUri" => OssUri.TryParse(given.ToString(), out _),
                "NasUri" => NasUri.TryParse(given.ToString(), out _),
                "CpfsUri" => CpfsUri.TryParse(given.ToString(), out _),
                "DatasetId" => DatasetId.TryParse(given.ToString(), out _),
                "LocalPath" => LocalPath.TryParse(given.ToString(), out _),
                _ => DataLocation.TryParse(given.ToString(), out _),
            };

            var (diagnostics, _) = await Verify.RunAsync($"class C {{ {wanted} M({type} given) => given.ToString(); }}");

            Assert.Equal(read ? [] : ["PAI3011"], diagnostics.Select(d => d.Id));
        }
    }

    [Theory]
    [InlineData("OssUri M(NasUri uri) => uri.ToString();", "uri")]
    [InlineData("OssUri? M(NasUri? uri) => uri?.ToString();", "uri")]
    [InlineData("class D { public NasUri Nas = \"nas://a.b/\"; } OssUri? M(D? d) => d?.Nas.ToString();", "Nas")]
    [InlineData("class D { public NasUri Nas = \"nas://a.b/\"; } OssUri? M(D d) => (OssUri)(DataLocation)d.Nas;", "d.Nas")]
    public async Task PAI3011_names_the_value_and_both_kinds(string members, string name)
    {
        var (diagnostics, _) = await Verify.RunAsync($"class C {{ {members} }}");

        Assert.Equal(
            $"'{name}' is of type NasUri and cannot be converted to OssUri: use it as NasUri or as DataLocation, "
                + $"or copy the data and pass the OssUri of the copy",
            Assert.Single(diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task PAI3011_what_the_compiler_says_is_not_said_twice()
    {
        const string Source =
            "class C { OssUri M(NasUri uri) => (OssUri)uri; OssUri N(NasUri uri) => uri; LocalPath O(DatasetId id) => (LocalPath)id; }";

        Assert.False(Verify.Compiles(Source));
        Assert.Empty((await Verify.RunAsync(Source)).Diagnostics);
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("void M() { {|PAI5007:new Job().RunAsync(S)|}; }")]
    [InlineData("void M() { {|PAI5007:JobRunner.SubmitAsync(new Job(), S)|}; }")]
    [InlineData("void M() { {|PAI5007:Job.AttachAsync(S, \"id\")|}; }")]
    [InlineData("void M() => {|PAI5007:new Job().PlanAsync(S)|};")]
    [InlineData("void M(JobRun<Job, Job.Outputs> run) { {|PAI5007:run.StopAsync()|}; }")]
    [InlineData("void M(JobRun? run) { {|PAI5007:run?.WaitAsync()|}; }")]
    [InlineData("void M(JobRun run) { {|PAI5007:run.EnsureSucceededAsync().ConfigureAwait(false)|}; }")]
    [InlineData("Action M(JobRun run) => () => {|PAI5007:run.RefreshAsync()|};")]
    [InlineData("async Task M() { void Inner() { {|PAI5007:new Job().RunAsync(S)|}; } Inner(); await Task.Yield(); }")]
    [InlineData("async Task M() { await new Job().RunAsync(S); }")]
    [InlineData("Task M() => new Job().RunAsync(S);")]
    [InlineData("Func<Task> M() => () => new Job().RunAsync(S);")]
    [InlineData("void M() { _ = new Job().RunAsync(S); var run = new Job().RunAsync(S); }")]
    [InlineData("void M() { new Job().RunAsync(S).Wait(); }")]
    [InlineData("void M() { new Other().RunAsync(S); } class Other { public Task RunAsync(PaiSession session) => Task.CompletedTask; }")]
    [InlineData("System.Linq.Expressions.Expression<Action<JobRun>> M() => run => run.WaitAsync(default);")]
    [InlineData("#pragma warning disable PAI5007\nvoid M() { new Job().RunAsync(S); }")]
    public Task PAI5007_somebody_waits(string members) => VerifyAsync(members);

    [Fact]
    public Task PAI5007_what_the_compiler_says_is_not_said_twice() =>
        VerifyAsync("async Task M() { await Task.Yield(); new Job().RunAsync(S); Func<Task> f = async () => { Job.AttachAsync(S, \"id\"); "
            + "await Task.Yield(); }; }");

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("async Task M() { var {|PAI5008:session|} = PaiSession.CreateDefault(); await new Job().RunAsync(session); }")]
    [InlineData("async Task M() { PaiSession? {|PAI5008:session|} = PaiSession.Local(new()); await Job.AttachAsync(session, \"id\"); }")]
    [InlineData("async Task M() { var {|PAI5008:session|} = PaiSession.Local(); await foreach (var job in session.ListJobsAsync()) { } "
        + "if (session is null || session.Region == nameof(session)) return; }")]
    [InlineData("void M() { Action a = () => { var {|PAI5008:session|} = PaiSession.Local(); }; }")]
    [InlineData("async Task M() { await using var session = PaiSession.CreateDefault(); await new Job().RunAsync(session); }")]
    [InlineData("async Task M() { await using (var session = PaiSession.CreateDefault()) await new Job().RunAsync(session); }")]
    [InlineData("async Task M() { var session = PaiSession.CreateDefault(); await using (session) await new Job().RunAsync(session); }")]
    [InlineData("async Task M() { var session = PaiSession.CreateDefault(); await using var _ = session.ConfigureAwait(false); }")]
    [InlineData("async Task M() { var session = PaiSession.CreateDefault(); try { } finally { await session.DisposeAsync(); } }")]
    [InlineData("async Task M() { var session = PaiSession.CreateDefault(); await session.DisposeAsync().ConfigureAwait(false); }")]
    [InlineData("async Task M() { PaiSession? session = PaiSession.CreateDefault(); if (session?.DisposeAsync() is { } t) await t; }")]
    [InlineData("PaiSession M() { var session = PaiSession.CreateDefault(); return session; }")]
    [InlineData("PaiSession? _f; void M() { var session = PaiSession.CreateDefault(); _f = session; }")]
    [InlineData("void M() { var session = PaiSession.CreateDefault(); Use(session); } void Use(PaiSession session) { }")]
    [InlineData("void M() { var session = PaiSession.CreateDefault(); Action a = () => Console.WriteLine(session.Region); }")]
    [InlineData("void M() { var session = PaiSession.CreateDefault(); var all = new[] { session }; }")]
    [InlineData("void M() { var session = PaiSession.CreateDefault(); var other = session; }")]
    [InlineData("void M() { var session = S; Console.WriteLine(session.Region); }")]
    [InlineData("#pragma warning disable PAI5008\nvoid M() { var session = PaiSession.CreateDefault(); }")]
    public Task PAI5008_a_session_is_disposed_of(string members) => VerifyAsync(members);

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("Task M(CancellationToken ct) => new Job().{|PAI5009:RunAsync|}(S);")]
    [InlineData("Task M(CancellationToken ct) => JobRunner.{|PAI5009:SubmitAsync|}(new Job(), S, new());")]
    [InlineData("Task M(CancellationToken ct) => Job.{|PAI5009:AttachAsync|}(S, \"id\");")]
    [InlineData("async Task M(JobRun? run, CancellationToken ct) { if (run?.{|PAI5009:WaitAsync|}() is { } t) await t; }")]
    [InlineData("Func<Task> M(CancellationToken ct) => () => new Job().{|PAI5009:PlanAsync|}(S);")]
    [InlineData("Func<CancellationToken, Task> M() => static ct => new Job().{|PAI5009:RunAsync|}(S);")]
    [InlineData("Func<CancellationToken, Task> M(CancellationToken ct) => static token => new Job().{|PAI5009:RunAsync|}(S);")]
    [InlineData("Task M(in CancellationToken ct) => new Job().{|PAI5009:RunAsync|}(S);")]
    [InlineData("Task M(CancellationToken ct) => new Job().RunAsync(S, null, ct);")]
    [InlineData("Task M(CancellationToken ct) => new Job().RunAsync(S, cancellationToken: default);")]
    [InlineData("Task M(CancellationToken ct) => new Job().RunAsync(S, null, CancellationToken.None);")]
    [InlineData("Task M(CancellationToken a, CancellationToken b) => new Job().RunAsync(S);")]
    [InlineData("Func<CancellationToken, Task> M(CancellationToken ct) => token => new Job().RunAsync(S);")]
    [InlineData("Func<Task> M(CancellationToken ct) => static () => new Job().RunAsync(S);")]
    [InlineData("Func<Task> M(in CancellationToken ct) => () => new Job().RunAsync(S);")]
    [InlineData("Task M(JobRun run, CancellationToken ct) => run.StopAsync();")]
    [InlineData("async Task M(JobRun run, CancellationToken ct) { try { } catch (OperationCanceledException) { await run.RefreshAsync(); "
        + "} finally { await run.RefreshAsync(); } }")]
    [InlineData("async Task M(JobRun run, CancellationToken ct) { try { await run.{|PAI5009:RefreshAsync|}(); } "
        + "catch (OperationCanceledException) { } finally { } }")]
    [InlineData("CancellationToken _ct; Task M() => new Job().RunAsync(S);")]
    [InlineData("Task M(CancellationToken ct) => new Other().RunAsync(S); class Other { public Task RunAsync(PaiSession session, "
        + "CancellationToken ct = default) => Task.CompletedTask; }")]
    [InlineData("#pragma warning disable PAI5009\nTask M(CancellationToken ct) => new Job().RunAsync(S);")]
    public Task PAI5009_the_token_is_passed(string members) => VerifyAsync(members);

    [Fact]
    public async Task PAI5009_says_which_token_the_fix_passes()
    {
        var (diagnostics, _) = await Verify.RunAsync(
            "class C { System.Threading.Tasks.Task M(JobRun run, System.Threading.CancellationToken stop) => run.WaitAsync(); }");

        Assert.Equal("stop", Assert.Single(diagnostics).Properties["Token"]);
    }

    internal static Task VerifyAsync(string members) => Verify.AnalyzerAsync(
        "using System.Threading;\nusing System.Threading.Tasks;\npublic class C { private static readonly PaiSession S = "
            + "PaiSession.CreateDefault();\n" + members
        + "\n}\n[ProcessingJob(\"x\", InstanceType = \"local\")] public partial record Job { [Input] public OssUri? In { get; init; } "
        + "[Output] public OssUri? Tokens { get; init; } [Output] public NasUri? Nas { get; init; } "
        + "[Output] public DataLocation? Any { get; init; } }");
}
