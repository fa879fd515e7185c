namespace Pai.Jobs;

/// <summary>An input channel of one run.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Uri">The data; null when an optional channel got none.</param>
/// <param name="MountPath">Where the job finds it: an absolute path that ends in a slash.</param>
/// <param name="MountAccess">Whether the job may write to it.</param>
public sealed record InputChannel(string Name, DataUri? Uri, string MountPath, MountAccess MountAccess);
