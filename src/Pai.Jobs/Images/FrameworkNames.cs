namespace Pai.Jobs.Internal.Images;

/// <summary>The frameworks of PAI as they are written; there may be others.</summary>
internal static class FrameworkNames
{
    private static readonly string[] s_known =
    [
        "ChatLearn", "DeepRec", "DeepSpeed", "EasyAnimate", "HybridBackend", "Megatron-LM", "ModelScope", "Nemo", "OneFlow", "PyTorch",
        "Ray", "SGLang", "TensorFlow", "TorchEasyRec", "Transformers", "vLLM", "XGBoost",
    ];

    private static readonly string[] s_suffixes = ["-training", "-inference", "-develop"];

    /// <summary>The framework that a repository is named after; null where it is not one of the known ones.</summary>
    public static string? Known(string repository) => s_known.FirstOrDefault(k => Same(k, WithoutSuffix(repository)));

    public static string WithoutSuffix(string repository)
    {
        var suffix = s_suffixes.FirstOrDefault(s => repository.Length > s.Length && repository.EndsWith(s, StringComparison.Ordinal));
        return suffix is null ? repository : repository[..^suffix.Length];
    }

    public static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
