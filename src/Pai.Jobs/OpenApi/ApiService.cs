namespace Pai.Jobs.Internal.OpenApi;

/// <summary>A service of PAI.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Host">The first part of its hosts.</param>
/// <param name="Version">The version of its API.</param>
internal sealed record ApiService(string Name, string Host, string Version)
{
    public static ApiService Dlc { get; } = new("PAI-DLC", "pai-dlc", "2020-12-03");

    public static ApiService PaiStudio { get; } = new("PAI", "pai", "2022-01-12");

    public static ApiService AiWorkspace { get; } = new("AIWorkspace", "aiworkspace", "2021-02-04");
}
