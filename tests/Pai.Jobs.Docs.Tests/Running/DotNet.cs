namespace Pai.Jobs.Docs.Tests.Running;

/// <summary>How this program is started once more.</summary>
internal static class DotNet
{
    public static string Host { get; } =
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    public static string ThisProgram { get; } = Path.Combine(AppContext.BaseDirectory, "Pai.Jobs.Docs.Tests.dll");
}
