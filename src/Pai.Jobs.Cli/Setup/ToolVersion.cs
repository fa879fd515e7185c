using System.Reflection;

namespace Pai.Jobs.Cli.Setup;

/// <summary>The version of the tool.</summary>
internal static class ToolVersion
{
    /// <summary>Without the commit behind the plus.</summary>
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
