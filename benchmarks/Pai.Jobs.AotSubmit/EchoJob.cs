using Pai.Jobs;

namespace AotSubmit;

/// <summary>A job without code.</summary>
[ProcessingJob(
    "echo hello", Image = "registry.cn-hangzhou.aliyuncs.com/acme/echo:1", InstanceType = "ecs.g7.xlarge")]
public sealed partial record EchoJob
{
    [Parameter]
    public int Times { get; init; } = 2;

    [Output]
    public OssUri? Result { get; init; }
}
