using System.Reflection;

namespace Pai.Jobs.Tests;

public class SubmissionContentTests
{
    private static readonly Dictionary<string, string> s_none = [];

    private static readonly JobSubmission s_job = new()
    {
        RecordName = "Acme.Job",
        JobName = "job_1",
        Command = JobCommand.Shell("run"),
        Image = "registry.example/a:{region}",
        Inputs = [new() { Name = "in", Location = OssUri.Parse("oss://bucket/in/"), MountPath = "/ml/input/data/in/" }],
        Outputs = [new() { Name = "out", MountPath = "/ml/output/out/" }],
        Parameters = [new("count", "3"), new("token") { Secret = Secret.FromEnvironment("TOKEN") }],
    };

    /// <summary>By each member: another value that makes another content; null for a member that is not part of it.</summary>
    private static readonly Dictionary<string, JobSubmission?> s_others = new()
    {
        [nameof(JobSubmission.RecordName)] = s_job with { RecordName = "Acme.Other" },
        [nameof(JobSubmission.JobName)] = null,
        [nameof(JobSubmission.SubmitKey)] = null,
        [nameof(JobSubmission.Problems)] = null,
        // It follows from the others and the prices of the day.
        [nameof(JobSubmission.MaxCost)] = null,
        // The trace of the submitter is not the job.
        [nameof(JobSubmission.PassBaggage)] = null,
        // A backend has chosen them; whether a channel has checkpoints is part of the channel.
        [nameof(JobSubmission.Checkpoints)] = null,
        // In its place is the digest of the code.
        [nameof(JobSubmission.SourcePath)] = null,
        [nameof(JobSubmission.ProjectPath)] = null,
        [nameof(JobSubmission.Command)] = s_job with { Command = JobCommand.Exec("run") },
        [nameof(JobSubmission.SourceUri)] = s_job with { SourceUri = OssUri.Parse("oss://bucket/code.tgz") },
        [nameof(JobSubmission.Image)] = s_job with { Image = "registry.example/a:2" },
        [nameof(JobSubmission.Framework)] = s_job with { Framework = "PyTorch" },
        [nameof(JobSubmission.FrameworkVersion)] = s_job with { FrameworkVersion = "2" },
        [nameof(JobSubmission.Accelerator)] = s_job with { Accelerator = Accelerator.Gpu },
        [nameof(JobSubmission.InstanceType)] = s_job with { InstanceType = "ecs.c6.large" },
        [nameof(JobSubmission.InstanceCount)] = s_job with { InstanceCount = 2 },
        [nameof(JobSubmission.JobType)] = s_job with { JobType = JobType.MPIJob },
        [nameof(JobSubmission.MaxRunTime)] = s_job with { MaxRunTime = TimeSpan.FromMinutes(1) },
        [nameof(JobSubmission.OutputPath)] = s_job with { OutputPath = "oss://bucket/out/" },
        [nameof(JobSubmission.Requirements)] = s_job with { Requirements = ["numpy"] },
        [nameof(JobSubmission.Environment)] = s_job with { Environment = new Dictionary<string, EnvironmentValue> { ["A"] = "1" } },
        [nameof(JobSubmission.Labels)] = s_job with { Labels = new Dictionary<string, string> { ["a"] = "1" } },
        [nameof(JobSubmission.Settings)] = s_job with { Settings = new Dictionary<string, string> { ["a"] = "1" } },
        [nameof(JobSubmission.UserVpc)] = s_job with { UserVpc = new() { VpcId = "vpc-1", SecurityGroupId = "sg-1" } },
        [nameof(JobSubmission.Spot)] = s_job with { Spot = new() { Strategy = SpotStrategy.SpotAsPriceGo } },
        [nameof(JobSubmission.Priority)] = s_job with { Priority = 2 },
        [nameof(JobSubmission.ResourceId)] = s_job with { ResourceId = "quota1" },
        [nameof(JobSubmission.NodeResources)] = s_job with { NodeResources = new() { Cpu = 4, MemoryGiB = 16 } },
        [nameof(JobSubmission.RegistryCredentials)] = s_job with
        {
            RegistryCredentials = new() { Username = "u", Password = Secret.FromEnvironment("TOKEN") },
        },
        [nameof(JobSubmission.CodeSourceId)] = s_job with { CodeSourceId = "code-1" },
        [nameof(JobSubmission.ResourceType)] = s_job with { ResourceType = ResourceType.Lingjun },
        [nameof(JobSubmission.Description)] = s_job with { Description = "d" },
        [nameof(JobSubmission.Inputs)] = s_job with { Inputs = [s_job.Inputs[0] with { MountAccess = MountAccess.ReadWrite }] },
        [nameof(JobSubmission.Outputs)] = s_job with { Outputs = [s_job.Outputs[0] with { Location = OssUri.Parse("oss://bucket/o/") }] },
        [nameof(JobSubmission.Parameters)] = s_job with { Parameters = [new("count", "4"), s_job.Parameters[1]] },
    };

    private static string DigestOf(JobSubmission job, string? code = "c0de") => SubmissionContent.Of(job, code, s_none).Digest;

    [Fact]
    public void Every_member_of_a_submission_counts_or_is_left_out_on_purpose()
    {
        var members = typeof(JobSubmission).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name);
        Assert.Equal(members.Order(), s_others.Keys.Order());

        string[] digests = [DigestOf(s_job), .. s_others.Values.OfType<JobSubmission>().Select(o => DigestOf(o))];
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void The_name_of_the_run_and_the_path_of_the_code_do_not_count_and_its_digest_does()
    {
        Assert.Equal(DigestOf(s_job), DigestOf(s_job with { JobName = "other", SubmitKey = "k", SourcePath = "/tmp/checkout" }));
        Assert.NotEqual(DigestOf(s_job), DigestOf(s_job, "c0d3"));
        Assert.NotEqual(DigestOf(s_job), DigestOf(s_job, code: null));
    }

    [Fact]
    public void Settings_of_channels_count_each()
    {
        var (input, output) = (s_job.Inputs[0], s_job.Outputs[0]);
        JobSubmission[] others =
        [
            s_job,
            s_job with { Inputs = [input with { MountOptions = "v1" }] },
            s_job with { Inputs = [input with { DatasetVersion = "v1" }] },
            s_job with { Outputs = [output with { MountOptions = "v1" }] },
            s_job with { Outputs = [output with { DatasetVersion = "v1" }] },
            s_job with { Outputs = [output with { Append = true }] },
            s_job with { Outputs = [output with { IsCheckpoint = true }] },
        ];

        Assert.Equal(others.Length, others.Select(o => DigestOf(o)).Distinct().Count());
    }

    [Fact]
    public void The_labels_of_tries_do_not_count()
    {
        var tries = new Dictionary<string, string> { [JobTries.RunLabel] = "a", [JobTries.TryLabel] = "2" };

        Assert.Equal(DigestOf(s_job), DigestOf(s_job with { Labels = tries }));
    }

    [Fact]
    public void A_secret_counts_by_its_reference_and_not_by_its_value()
    {
        string DigestWith(Secret secret) => DigestOf(s_job with { Parameters = [new("token") { Secret = secret }] });

        Assert.Equal(DigestWith(Secret.FromEnvironment("A")), DigestWith(Secret.FromEnvironment("A")));
        Assert.NotEqual(DigestWith(Secret.FromEnvironment("A")), DigestWith(Secret.FromEnvironment("B")));
        Assert.NotEqual(DigestWith(Secret.FromEnvironment("A")), DigestOf(s_job with { Parameters = [new("token", "env:A")] }));
        Assert.Equal(DigestWith(Secret.Inline("one")), DigestWith(Secret.Inline("two")));
    }

    [Fact]
    public async Task A_local_input_counts_by_its_names_and_bytes_wherever_it_is()
    {
        using var folder = new TempFolder();
        folder.Write("a/x/one.txt", "1");
        folder.Write("b/x/one.txt", "1");
        folder.Write("c/x/two.txt", "1");
        folder.Write("d/x/one.txt", "2");
        File.CreateSymbolicLink(folder.In("a/link"), "x/one.txt");
        File.CreateSymbolicLink(folder.In("b/link"), "x/one.txt");
        LocalHarness.MakePipe(folder.In("a/pipe"));
        LocalHarness.MakePipe(folder.In("b/pipe"));
        async Task<string> DigestAsync(string path) => (await SubmissionContent.OfAsync(
            s_job with { Inputs = [new() { Name = "in", Location = LocalPath.Parse(folder.In(path)), MountPath = "/ml/input/data/in/" }] },
            "c0de", default)).Digest;

        Assert.Equal(await DigestAsync("a"), await DigestAsync("b/"));
        Assert.Equal(await DigestAsync("a/x/one.txt"), await DigestAsync("b/x/one.txt"));
        string[] all =
            [
                await DigestAsync("a"), await DigestAsync("c"), await DigestAsync("d"), await DigestAsync("a/x"),
                await DigestAsync("a/x/one.txt"),
            ];
        Assert.Equal(all.Length, all.Distinct().Count());
        var e = await Assert.ThrowsAsync<JobException>(() => DigestAsync("missing"));
        Assert.Contains("input \"in\"", e.Message, StringComparison.Ordinal);
    }
}
