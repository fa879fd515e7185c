namespace Pai.Jobs;

/// <summary>An output channel of one run.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Uri">Where the data goes; null: the backend makes a fresh place.</param>
/// <param name="MountPath">Where the job writes it: an absolute path that ends in a slash.</param>
public sealed record OutputChannel(string Name, DataUri? Uri, string MountPath);
