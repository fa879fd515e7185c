using System.Text.Json.Serialization.Metadata;
using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Every field and every parameter that is known of the services.</summary>
public class FieldTests
{
    private static readonly Dictionary<string, (JsonTypeInfo Type, string Fields)> s_models = new()
    {
        ["CreateJob"] = (DlcJson.Lenient.DlcCreateJob, """
            DisplayName JobType JobSpecs UserCommand WorkspaceId ResourceId Priority DataSources CodeSource Envs CustomEnvs UserVpc
            ThirdpartyLibs ThirdpartyLibDir JobMaxRunningTimeMinutes Options Settings SuccessPolicy CredentialConfig Accessibility
            Description SchedulingStrategy TemplateId TemplateVersion
            """),
        ["UpdateJob"] = (DlcJson.Lenient.DlcUpdateJob, "Priority Accessibility Description JobSpecs"),
        ["JobSpec"] = (DlcJson.Lenient.DlcJobSpec, """
            Type Image PodCount EcsSpec ResourceConfig ImageConfig SpotSpec UseSpotInstance ElasticSpotSpecs RestartPolicy IsChief IsCheif
            ConsiderInSuccessPolicy ExtraPodSpec ServiceSpec LocalMountSpecs SystemDisk AutoScalingSpec AssignNodeSpec
            HyperNodeSchedulingConfig StartupDependencies Driver OversoldType QuotaId
            """),
        ["ResourceConfig"] = (DlcJson.Lenient.DlcResourceConfig, "CPU GPU Memory SharedMemory GPUType"),
        ["ImageConfig"] = (DlcJson.Lenient.DlcImageConfig, "DockerRegistry Username Password Auth"),
        ["SpotSpec"] = (DlcJson.Lenient.DlcSpotSpec, "SpotStrategy SpotDiscountLimit SpotPriceLimit"),
        ["ElasticSpotSpec"] = (DlcJson.Lenient.DlcElasticSpotSpec, "InstanceType SpotStrategy SpotDiscountLimit SpotPriceLimit"),
        ["ExtraPodSpec"] = (DlcJson.Lenient.DlcExtraPodSpec, """
            InitContainers SideCarContainers SharedVolumeMountPaths Lifecycle MainContainerSecurityContext PodLabels PodAnnotations
            """),
        ["ContainerSpec"] = (DlcJson.Lenient.DlcContainerSpec, "Name Image Command Args Env WorkingDir Resources SecurityContext"),
        ["SecurityContext"] = (DlcJson.Lenient.DlcSecurityContext, "RunAsUser RunAsGroup Privileged Capabilities SeccompProfile"),
        ["AutoScalingSpec"] = (
            DlcJson.Lenient.DlcAutoScalingSpec, "ScalingStrategy MinReplicas MaxReplicas PodsToDelete AutoscalingMetricSpec"),
        ["AutoscalingMetricSpec"] = (
            DlcJson.Lenient.DlcAutoscalingMetricSpec, "MetricName TargetValue Tolerance StabilizationWindowSeconds"),
        ["AssignNodeSpec"] = (
            DlcJson.Lenient.DlcAssignNodeSpec, "EnableAssignNode NodeNames AntiAffinityNodeNames HyperNodes AntiAffinityHyperNodes"),
        ["DataSource"] = (DlcJson.Lenient.DlcDataSource, """
            DataSourceId DataSourceVersion Uri MountPath MountAccess Options EnableCache RoleChain AccessPointId
            """),
        ["CodeSource"] = (DlcJson.Lenient.DlcCodeSource, "CodeSourceId Branch Commit MountPath IsSharedMountPath"),
        ["UserVpc"] = (DlcJson.Lenient.DlcUserVpc, "VpcId SwitchId SecurityGroupId ExtendedCIDRs DefaultRoute"),
        ["Settings"] = (DlcJson.Lenient.DlcSettings, """
            Tags JobReservedMinutes JobReservedPolicy EnableErrorMonitoringInAIMaster ErrorMonitoringArgs EnableSanityCheck
            SanityCheckArgs EnableRDMA AllocateAllRDMADevices EnableCPUAffinity EnableTideResource EnableOssAppend DisableEcsStockCheck
            AllowUnschedulableNodes EnableDSWDev OversoldType Driver Shell TerminationGracePeriodSeconds ElasticSpotJobMaxRestartTimes
            BusinessUserId Caller PipelineId AdvancedSettings DataJuicerConfig ModelConfig
            """),
        ["CredentialConfig"] = (DlcJson.Lenient.DlcCredentialConfig, "EnableCredentialInject AliyunEnvRoleKey CredentialConfigItems"),
        ["CredentialRole"] = (DlcJson.Lenient.DlcCredentialRole, "RoleArn RoleType AssumeRoleFor Policy AssumeUserInfo"),
        ["AssumeUserInfo"] = (DlcJson.Lenient.DlcAssumeUserInfo, "AccessKeyId Id SecurityToken Type"),
        ["Job"] = (DlcJson.Lenient.DlcJob, """
            JobId JobType DisplayName Description UserId TenantId ClusterId WorkspaceId WorkspaceName Status SubStatus ReasonCode
            ReasonMessage ResourceId ResourceLevel ResourceType Accessibility Priority EnabledDebugger SchedulingStrategy Duration
            GmtCreateTime GmtSubmittedTime GmtRunningTime GmtSuccessedTime GmtFailedTime GmtStoppedTime GmtFinishTime RestartTimes
            UserCommand Envs CustomEnvs ThirdpartyLibs ThirdpartyLibDir JobSpecs Settings ElasticSpec CredentialConfig DataSources
            CodeSource UserVpc RoleSystemEnvs StatusHistory JobReplicaStatuses RestartRecord Pods supportedProfilingTypes RequestId
            Username NodeCount NodeNames RequestCPU RequestGPU RequestMemory ResourceName ResourceQuotaName JobMaxRunningTimeMinutes
            GmtModifiedTime IsDeleted EnablePreemptibleJob UseOversoldResource UserScript WorkingDir SystemEnvs RetryCount TemplateId
            TemplateName
            """),
        ["ReplicaStatus"] = (DlcJson.Lenient.DlcReplicaStatus, """
            Type Active Queuing Dequeued EstimatedPodCount CurrentSpotInstanceType EstimatedAutoScalingSpec EstimatedResourceConfig
            """),
        ["Restart"] = (DlcJson.Lenient.DlcRestart, """
            JobRestartCount OccurPhase OccurTime Reason RestartDurationInSec RestartFailReason RestartStatus RestartLevelType TriggerID
            DetailErrorInfoList
            """),
        ["RestartError"] = (DlcJson.Lenient.DlcRestartError, """
            AddJobLevelBlacklist AddNodeToBlacklist DetailErrorMsg ErrorCode ErrorMsg ErrorSource Node Pod TriggerRestart
            """),
        ["Pod"] = (DlcJson.Lenient.DlcPod, """
            Type PodId PodUid Status SubStatus Ip PodIp PodIps NodeName ResourceType GmtCreateTime GmtStartTime GmtFinishTime Duration
            supportedProfilingTypes HistoryPods
            """),
        ["EcsSpec"] = (DlcJson.Lenient.DlcEcsSpec, """
            InstanceType AcceleratorType Cpu Gpu GpuType GpuMemory Memory IsAvailable ResourceType DefaultGPUDriver SupportedGPUDrivers
            PaymentTypes SpotStockStatus NonProtectSpotDiscount
            """),
        ["TagResources"] = (DlcJson.Lenient.DlcTagResources, "RegionId ResourceType ResourceId Tag"),
        ["Image"] = (AiWorkspaceJson.Lenient.AiImage, """
            ImageId Name ImageUri Description Accessibility GmtCreateTime GmtModifiedTime UserId ParentUserId WorkspaceId SourceType
            SourceId Size Labels RequestId
            """),
        ["Workspace"] = (AiWorkspaceJson.Lenient.AiWorkspaceInfo, """
            WorkspaceId WorkspaceName DisplayName Description Creator Status EnvTypes IsDefault AdminNames ExtraInfos GmtCreateTime
            GmtModifiedTime ResourceGroupId Owner RequestId
            """),
        ["Config"] = (AiWorkspaceJson.Lenient.AiConfig, "ConfigId ConfigKey ConfigValue GmtCreateTime GmtModifiedTime Labels"),
        ["Dataset"] = (AiWorkspaceJson.Lenient.AiDataset, """
            DatasetId Name Description WorkspaceId UserId OwnerId Property DataSourceType DataType Uri Options MountAccess
            MountAccessReadWriteRoleIdList Accessibility AccessibleRoleIdList SourceType SourceId ProviderType Edition ImportInfo Labels
            IsShared SharedFrom SharingConfig LatestVersion GmtCreateTime GmtModifiedTime Provider RequestId
            """),
    };

    public static TheoryData<string> Models => new(s_models.Keys);

    [Theory]
    [MemberData(nameof(Models))]
    public void A_structure_has_every_field(string name)
    {
        var (type, fields) = s_models[name];
        var members = type.Properties.Where(p => !p.IsExtensionData).Select(p => p.Name);

        Assert.Equal(Words(fields).Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_of_jobs_has_every_parameter()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("{}");

        await harness.Dlc.ListJobsPageAsync(Filled(new DlcJobFilter()));

        AssertParameters(
            harness.Sent,
            """
            PageNumber PageSize SortBy Order StartTime EndTime TimeRangeField WorkspaceId ShowOwn FromAllWorkspaces DisplayName
            DisplayNameSearchMode JobId JobIds Status JobType Tags ResourceId ResourceIds ResourceQuotaName Username UserIdForFilter
            BusinessUserId Caller PipelineId Description TemplateId Accessibility PaymentType OversoldInfo EnableAssignNode ImageSearch
            UserCommandSearch ReasonSearch NumericRangeField NumericRangeMin NumericRangeMax
            """);
    }

    [Fact]
    public async Task Lists_of_the_workspace_have_every_parameter()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("{}").Then("{}").Then("{}").Then("{}");

        await CountAsync(harness.Workspace.ListImagesAsync(Filled(new AiImageFilter())));
        await CountAsync(harness.Workspace.ListWorkspacesAsync(Filled(new AiWorkspaceFilter())));
        await CountAsync(harness.Workspace.ListDatasetsAsync(Filled(new AiDatasetFilter())));
        await harness.Workspace.ListConfigsAsync("1", ["1"], "1", "1", verbose: true);

        AssertParameters(
            harness.Handler.Sent[0], "Labels Name Query ImageUri Accessibility WorkspaceId Verbose SortBy Order PageNumber PageSize");
        AssertParameters(harness.Handler.Sent[1], """
            PageNumber PageSize SortBy Order WorkspaceName WorkspaceIds UserId ResourceGroupId Status Option Verbose Fields ModuleList
            """);
        AssertParameters(harness.Handler.Sent[2], """
            WorkspaceId Name DatasetIds DataSourceTypes DataTypes Properties SourceTypes SourceId SourceDatasetId Provider ShareScope
            Edition Label Accessibility SortBy Order PageNumber PageSize
            """);
        AssertParameters(harness.Handler.Sent[3], "ConfigKeys CategoryName Labels Verbose");
    }

    private static void AssertParameters(SentRequest sent, string names) =>
        Assert.Equal(Words(names).Order(StringComparer.Ordinal), sent.Query.Keys);

    /// <summary>Gives every property a value.</summary>
    private static T Filled<T>(T filter)
    {
        object[] values =
        [
            "1", true, 1L, ApiHarness.Start, new[] { "1" }, new Dictionary<string, string> { ["1"] = "1" },
        ];
        foreach (var property in typeof(T).GetProperties())
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            property.SetValue(filter, values.First(type.IsInstanceOfType));
        }

        return filter;
    }

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static async Task CountAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items) Assert.Fail("There are none.");
    }
}
