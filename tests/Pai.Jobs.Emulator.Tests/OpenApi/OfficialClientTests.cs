using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>The official client core for Node, which generated clients are built on, against the emulator.</summary>
public sealed class OfficialClientTests
{
    private const string Expected =
        """
        {"got":[true,"Running","echo 中",true],"listed":[1,true],"logs":["one","one","二"],"metrics":2.5,
        "terminal":"501 NotImplemented","changed":1,"specs":["ecs.c6.large 2 true"],"early":"400 BadRequest","stopped":true,
        "again":"400 BadRequest","deleted":true,"gone":"404 NotFound","wrong":"400 SignatureDoesNotMatch","images":["torch"],
        "datasets":["d-1","oss://acme/corpus/"]RAN}
        """;

    [OfficialClientTheory("@alicloud/openapi-client")]
    [Trait("Kind", "Exhaustive")]
    [InlineData(null)]
    [InlineData("the/token+=")]
    public async Task Creates_gets_lists_stops_and_deletes_jobs(string? token)
    {
        await using var emulator = await PaiEmulator.StartAsync();
        emulator.Dlc.OnCreate(job => job.DisplayName == "run" ? null : new EmulatedJob()
            .Runs().Log(default, "one").Log(default, "one").Log(default, "二").Metric(default, "CpuCoreUsage", 2.5));
        emulator.Dlc.ExecutesJobs = NamespaceProbe.Machine.Problem is null;
        emulator.CreateBucket("acme");
        emulator.AiWorkspace.Workspaces = [new("1234", "research") { IsDefault = true }];
        emulator.AiWorkspace.Datasets = [new("d-1", "Corpus", "oss://acme/corpus/")];
        emulator.AiWorkspace.Images = [new("image-1", "torch", "registry.example.com/torch:1")];
        var key = token is null ? emulator.AccessKey : new("STS.session", emulator.AccessKey.Secret, token);
        emulator.AddAccessKey(key);

        var printed = await OfficialClient.RunAsync("openapi-client.js", new Dictionary<string, string>
        {
            ["EMULATOR_ENDPOINT"] = emulator.Endpoint.ToString(),
            ["EMULATOR_KEY_ID"] = key.Id,
            ["EMULATOR_KEY_SECRET"] = key.Secret,
            ["EMULATOR_TOKEN"] = token ?? "",
            ["EMULATOR_RUNS"] = emulator.Dlc.ExecutesJobs ? "yes" : "",
        });

        var ran = emulator.Dlc.ExecutesJobs ? ",\"ran\":[\"Succeeded\",[\"0\"]]" : "";
        Assert.Equal(Expected.ReplaceLineEndings("").Replace("RAN", ran, StringComparison.Ordinal), printed);
        if (emulator.Dlc.ExecutesJobs) Assert.Equal("0\n"u8.ToArray(), emulator.Bucket("acme").Read("out/rank"));
        Assert.DoesNotContain(emulator.Requests, request => request.Status == 500 || request.Operation == EmulatedOperation.Other);
    }
}
