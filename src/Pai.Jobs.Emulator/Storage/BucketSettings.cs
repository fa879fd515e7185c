namespace Pai.Jobs.Internal.Emulator;

/// <summary>The settings that a bucket was created with.</summary>
/// <param name="Name">The name.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Acl">private, public-read or public-read-write.</param>
/// <param name="StorageClass">The class of its objects by default.</param>
/// <param name="IsForeign">It belongs to another account.</param>
internal sealed record BucketSettings(string Name, DateTimeOffset Created, string Acl, string StorageClass, bool IsForeign = false);
