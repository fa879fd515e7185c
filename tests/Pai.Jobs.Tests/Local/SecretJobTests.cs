using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Tests;

/// <summary>The way of a secret into a job of this machine.</summary>
public class SecretJobTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Secrets_reach_the_job_as_variables_and_are_in_no_file(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var variable = "PAI_JOBS_TEST_" + Guid.NewGuid().ToString("N");
        // With what a shell would see something in.
        string[] values = [.. Enumerable.Range(0, 4).Select(i => $"s3cr3t-{i} '\"$HOME`id` {Guid.NewGuid():N}")];
        Environment.SetEnvironmentVariable(variable, values[0]);
        try
        {
            var job = LocalHarness.Job(JobCommand.Shell("""
                digest() { printf %s "$1" | sha256sum; }
                digest "$PAI_HPS_API_KEY"
                digest "$PAI_HPS_INLINE"
                digest "$TOKEN"
                digest "$PASSWORD"
                printf '%s\n' "$PAI_HPS" "$PAI_USER_ARGS"
                cat /ml/input/config/*.json
                """)) with
            {
                Parameters =
                [
                    new("api.key") { Secret = Secret.FromEnvironment(variable) },
                    new("inline") { Secret = Secret.Inline(values[1]) },
                    new("count", "3"),
                ],
                Environment = new Dictionary<string, EnvironmentValue>
                {
                    ["TOKEN"] = Secret.FromFile(local.Write("token", values[2] + "\n")),
                    ["PASSWORD"] = Secret.Inline(values[3]),
                },
            };
            var prepared = await local.PrepareAsync(job);
            Assert.Empty(prepared.Problems);
            var ended = await local.WaitAsync((await local.Backend.SubmitAsync(prepared, cancellationToken: local.Timeout)).Id);

            Assert.Equal(JobStatus.Succeeded, ended.Status);
            var log = await local.LogAsync(ended.Id);
            Assert.Equal(values.Select(Digest), log[..4].Select(l => l.Split(' ')[0]));
            Assert.Equal(["""{"count":"3"}""", "--count 3"], log[4..6]);

            var root = Path.Combine(local.Backend.RunsDirectory, ended.Id);
            var files = FilesBelow(root);
            Assert.Contains(files, f => f.EndsWith("/ml/input/config/job.json", StringComparison.Ordinal));
            Assert.All(files, f => Assert.True(UnixFileKind.IsRegular(f), f));
            var shown = files.Select(f => (Name: f, Text: Encoding.UTF8.GetString(File.ReadAllBytes(f))))
                .Append((Name: "the plan", Text: prepared.ToString()))
                .Append((Name: "the plan as JSON", Text: prepared.ToJson()))
                .Append((Name: "what is known", Text: $"{ended} {string.Join(' ', ended.Notes)}"))
                .ToList();
            // The random end of each: whatever is done to the rest to quote it.
            foreach (var value in values)
                Assert.DoesNotContain(shown, s => s.Text.Contains(value[^32..], StringComparison.Ordinal));
            Assert.Contains("env:" + variable, prepared.ToString(), StringComparison.Ordinal);
            Assert.Contains("env:" + variable, prepared.ToJson(), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_secret_is_read_when_the_job_is_submitted(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var path = local.Write("key", "old");
        var prepared = await local.PrepareAsync(WithKey("printf %s \"$PAI_HPS_KEY\" | sha256sum", path));
        File.WriteAllText(path, "new");

        var id = (await local.Backend.SubmitAsync(prepared, cancellationToken: local.Timeout)).Id;

        Assert.StartsWith(Digest("new"), Assert.Single(await local.LogAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_gone_when_the_job_is_submitted_leaves_no_run()
    {
        await using var local = new LocalHarness();
        var path = local.Write("key", "old");
        var prepared = await local.PrepareAsync(WithKey("true", path));
        File.Delete(path);

        var e = await Assert.ThrowsAsync<JobException>(() => local.Backend.SubmitAsync(prepared, cancellationToken: local.Timeout));

        Assert.Contains("file:" + path, e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(local.Backend.RunsDirectory));
    }

    private static JobSubmission WithKey(string command, string path) =>
        LocalHarness.Job(command) with { Parameters = [new("key") { Secret = Secret.FromFile(path) }] };

    private static string Digest(string value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    /// <summary>All files of the run itself: a link leads elsewhere.</summary>
    private static string[] FilesBelow(string folder) => Directory.GetFiles(
        folder,
        "*",
        new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = false,
        });
}
