using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests.Submitting;

/// <summary>The request that a submission becomes.</summary>
public class JobBodyTests
{
    private static readonly JobSubmission s_job = new()
    {
        RecordName = "Acme.TokenizeJob",
        JobName = "tokenize_1",
        Command = JobCommand.Shell("python main.py"),
        InstanceType = "ecs.g7.xlarge",
    };

    private static DlcPlacement Placement(params DlcMount[] mounts) => new()
    {
        Region = "cn-hangzhou",
        WorkspaceId = "12345",
        Image = "registry/image:1",
        Marker = JobMarker.Create("tokenize_1", new FakeTimeProvider()) with { Tag = "abcdefgh" },
        Mounts = mounts,
    };

    [Fact]
    public void The_least_that_is_sent() => Assert.Equal(
        """
        {"DisplayName":"tokenize_1","JobType":"PyTorchJob",
        "JobSpecs":[{"Type":"Worker","Image":"registry/image:1","PodCount":1,"EcsSpec":"ecs.g7.xlarge"}],
        "UserCommand":"exec sh /ml/input/config/launch.sh /ml/input/config/","WorkspaceId":"12345","DataSources":[],
        "Settings":{"Tags":{"pai-jobs-record":"Acme.TokenizeJob","pai-jobs-marker":"abcdefgh"}}}
        """.ReplaceLineEndings(""),
        JsonSerializer.Serialize(DlcJobBody.Create(s_job, Placement()), DlcJson.Lenient.DlcCreateJob));

    [Theory]
    [InlineData(JobType.PyTorchJob, 1, "Worker 1")]
    [InlineData(JobType.PyTorchJob, 3, "Worker 3")]
    [InlineData(JobType.XGBoostJob, 2, "Worker 2")]
    [InlineData(JobType.OneFlowJob, 2, "Worker 2")]
    [InlineData(JobType.ElasticBatchJob, 2, "Worker 2")]
    [InlineData(JobType.MPIJob, 1, "Master 1")]
    [InlineData(JobType.MPIJob, 3, "Master 1, Worker 2")]
    [InlineData(JobType.RayJob, 4, "Head 1, Worker 3")]
    [InlineData(JobType.TFJob, 2, "Chief 1, Worker 1")]
    public void Nodes_have_the_roles_of_their_kind(JobType type, int nodes, string roles)
    {
        var body = DlcJobBody.Create(s_job with { JobType = type, InstanceCount = nodes }, Placement());

        Assert.Equal(roles, string.Join(", ", body.JobSpecs!.Select(s => $"{s.Type} {s.PodCount}")));
    }

    [Theory]
    [InlineData("oss://bucket/a b/", true, "oss://bucket.oss-cn-hangzhou-internal.aliyuncs.com/a b/", "RO")]
    [InlineData("oss://bucket.oss-cn-beijing.aliyuncs.com/x/", false, "oss://bucket.oss-cn-beijing.aliyuncs.com/x/", "RW")]
    [InlineData("nas://1ca40-x.cn-hangzhou.nas.aliyuncs.com/d/", true, "nas://1ca40-x.cn-hangzhou.nas.aliyuncs.com/d/", "RO")]
    [InlineData("cpfs://cpfs-1.cn-hangzhou/ptc/exp/d/", true, "cpfs://cpfs-1.cn-hangzhou/ptc/exp/d/", "RO")]
    [InlineData("d-abc123", true, null, "RO")]
    public void A_mount_is_a_location_or_a_dataset(string location, bool isReadOnly, string? uri, string access)
    {
        var mount = new DlcMount(DataLocation.Parse(location), "/ml/input/data/corpus/", isReadOnly);

        var source = Assert.Single(DlcJobBody.Create(s_job, Placement(mount)).DataSources!);

        Assert.Equal((uri, access, "/ml/input/data/corpus/"), (source.Uri, source.MountAccess, source.MountPath));
        Assert.Equal(uri is null ? location : null, source.DataSourceId);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    [InlineData(3600, 60)]
    public void A_time_limit_is_never_shorter_than_given(int seconds, long minutes) => Assert.Equal(
        minutes, DlcJobBody.Create(s_job with { MaxRunTime = TimeSpan.FromSeconds(seconds) }, Placement()).JobMaxRunningTimeMinutes);

    [Fact]
    public void Settings_of_the_service_have_their_types()
    {
        var settings = new Dictionary<string, string>
        {
            ["EnableRDMA"] = "true",
            ["JobReservedMinutes"] = "30",
            ["Driver"] = "535.54.03",
        };

        var job = s_job with { Settings = settings, Labels = new Dictionary<string, string> { ["team"] = "a" } };
        var body = DlcJobBody.Create(job, Placement());

        Assert.Equal((true, 30, "535.54.03"), (body.Settings!.EnableRDMA, body.Settings.JobReservedMinutes, body.Settings.Driver));
        Assert.Equal("a", body.Settings.Tags!["team"]);
        Assert.Empty(DlcJobBody.Check(s_job with { Settings = settings }));
    }

    [Theory]
    [InlineData("EnableRdna", "true", "not a setting of PAI-DLC")]
    [InlineData("EnableRDMA", "maybe", "\"maybe\"")]
    [InlineData("JobReservedMinutes", "soon", "\"soon\"")]
    [InlineData("Tags", "{}", "Tags")]
    public void A_setting_that_would_be_lost_is_refused(string name, string value, string named)
    {
        var problem = Assert.Single(DlcJobBody.Check(s_job with { Settings = new Dictionary<string, string> { [name] = value } }));

        Assert.Equal("Settings", problem.Subject);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobType.SlurmJob)]
    [InlineData(JobType.DataJuicerJob)]
    public void A_kind_without_documented_roles_is_refused(JobType type) =>
        Assert.Contains("PyTorchJob", Assert.Single(DlcJobBody.Check(s_job with { JobType = type })).Message, StringComparison.Ordinal);

    [Fact]
    public void Spot_quota_network_and_variables_are_sent()
    {
        var job = s_job with
        {
            InstanceType = null,
            ResourceId = "quota1",
            Priority = 3,
            Description = "words",
            Spot = new() { Strategy = SpotStrategy.SpotWithPriceLimit, DiscountLimit = 0.8 },
            UserVpc = new() { VpcId = "vpc-1", SecurityGroupId = "sg-1", SwitchId = "vsw-1", ExtendedCidrs = ["10.0.0.0/8"] },
            Environment = new Dictionary<string, EnvironmentValue> { ["MODE"] = "fast" },
        };

        var body = DlcJobBody.Create(job, Placement() with { Secrets = new Dictionary<string, string> { ["API_KEY"] = "s3cret" } });

        Assert.Equal(("quota1", 3, "words"), (body.ResourceId, body.Priority, body.Description));
        var spec = Assert.Single(body.JobSpecs!);
        Assert.Equal((null, 0.8, null), (spec.EcsSpec, spec.SpotSpec!.SpotDiscountLimit, spec.SpotSpec.SpotPriceLimit));
        Assert.Equal(("vpc-1", "10.0.0.0/8"), (body.UserVpc!.VpcId, Assert.Single(body.UserVpc.ExtendedCIDRs!)));
        Assert.Equal(new Dictionary<string, string> { ["MODE"] = "fast", ["API_KEY"] = "s3cret" }, body.Envs);
        Assert.DoesNotContain("s3cret", body.ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_the_service_would_refuse_for_its_size_is_a_problem()
    {
        var variables = new Dictionary<string, EnvironmentValue> { ["BIG"] = new string('x', 62_000) };

        var problem = DlcJobBody.CheckSize(DlcJobBody.Create(s_job with { Environment = variables }, Placement()));

        Assert.Contains("65536", problem!.Message, StringComparison.Ordinal);
        Assert.Null(DlcJobBody.CheckSize(DlcJobBody.Create(s_job, Placement())));
    }
}
