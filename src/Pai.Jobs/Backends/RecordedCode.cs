namespace Pai.Jobs.Internal.Backends;

/// <summary>The packed code of an earlier run.</summary>
/// <param name="Sha256">The SHA-256 digest of the tar archive, lower-case hexadecimal.</param>
/// <param name="Source">The file or the object, for messages.</param>
/// <param name="OpenAsync">Opens the gzip-compressed archive.</param>
internal sealed record RecordedCode(string Sha256, string Source, Func<CancellationToken, Task<Stream>> OpenAsync);
