namespace Pai.Jobs.Internal.Model;

/// <summary>
/// The paths and names that a job's program may rely on, the same on every backend. Generator, analyzers and fixes compile this file too.
/// </summary>
internal static class ContractPaths
{
    public const string UserCode = "/ml/usercode/";
    public const string Config = "/ml/input/config/";
    public const string InputData = "/ml/input/data/";
    public const string Output = "/ml/output/";

    public static string ForInput(string channel) => InputData + channel + "/";

    public static string ForOutput(string channel) => Output + channel + "/";

    /// <summary>The environment variable of a parameter.</summary>
    public static string ParameterVariable(string parameter) => "PAI_HPS_" + ToVariableSuffix(parameter);

    /// <summary>
    /// The end of an environment variable's name: each character outside A-Z a-z 0-9 _ becomes _, then upper case. One for one.
    /// </summary>
    public static string ToVariableSuffix(string name)
    {
        var text = name.ToCharArray();
        for (var i = 0; i < text.Length; i++)
            text[i] = text[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') ? char.ToUpperInvariant(text[i]) : '_';
        return new(text);
    }
}
