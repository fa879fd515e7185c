namespace Pai.Jobs.Internal.Emulator;

/// <summary>An uploaded part of an object to be.</summary>
internal sealed record StoredPart(int Number, string ETag, ulong Crc64, DateTimeOffset LastModified, Content Content);
