#if DLC
namespace Sample;

[ProcessingJob(
    """cat "$PAI_INPUT_CORPUS"/*.txt > "$PAI_OUTPUT_TOKENS/part-0" """,
    Image = Images.PyTorch.V1_12_Cpu_Py39_Ubuntu20_04,
    InstanceType = InstanceTypes.Ecs.G7.XLarge)]
public sealed partial record TokenizeJob
{
    [Input] public OssUri Corpus { get; init; } = "oss://acme/corpus/";
    [Output] public OssUri? Tokens { get; init; } = "oss://acme/tokens/";
}
#endif
