using System.Text.RegularExpressions;

namespace Pai.Jobs.Internal.Launch;

/// <summary>Replaces the contract's paths in a command, where <c>/ml</c> cannot be what it is in the container.</summary>
internal static partial class ContractText
{
    /// <summary>The string with every <c>/ml/usercode</c>, <c>/ml/input</c> and <c>/ml/output</c> replaced by the real folder.</summary>
    public static string Rewrite(string text, string ml) =>
        ml == "/ml" ? text : ContractPath().Replace(text, m => ml + m.Value["/ml".Length..]);

    /// <summary>True if a string names a path of the contract.</summary>
    public static bool HasContractPath(string text) => ContractPath().IsMatch(text);

    // Whole paths only: neither the end of a longer one (/data/ml/input) nor the start of a longer name (/ml/inputs).
    [GeneratedRegex(@"(?<![\w./-])/ml/(?:usercode|input|output)(?![\w.-])")]
    private static partial Regex ContractPath();
}
