namespace Pai.Jobs.Internal.Launch;

/// <summary>The code of a job, as the launch script finds it.</summary>
/// <param name="Archive">The path of the gzip-compressed tar archive there.</param>
/// <param name="Sha256">The SHA-256 digest of the tar archive in it, lower-case hexadecimal.</param>
internal sealed record LaunchCode(string Archive, string Sha256);
