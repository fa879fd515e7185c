using System.ComponentModel.DataAnnotations;
using Pai.Jobs;

namespace Recipes;

[ProcessingJob("python main.py $PAI_USER_ARGS",
    SourceDir = "code_dir",
    Framework = "PyTorch", FrameworkVersion = "1.12", Accelerator = Accelerator.Cpu,
    InstanceType = InstanceTypes.Ecs.G7.XLarge,
    BaseJobName = "tokenize",
    MaxRunTimeSeconds = 3600)]
public sealed partial record TokenizeJob
{
    [Input] public required OssUri Corpus { get; init; }
    [Output] public OssUri? Tokens { get; init; }
    [Parameter] public int Interval { get; init; } = 500;
    [Parameter, Range(0, 10)] public int MaxRetry { get; init; } = 5;
}
