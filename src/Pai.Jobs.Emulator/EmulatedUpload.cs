namespace Pai.Jobs.Emulator;

/// <summary>A multipart upload that is neither completed nor aborted.</summary>
/// <param name="Id">The id.</param>
/// <param name="Key">The key of the object to be.</param>
/// <param name="Initiated">The time of its start.</param>
/// <param name="PartNumbers">The numbers of the parts that are uploaded, ascending.</param>
public sealed record EmulatedUpload(string Id, string Key, DateTimeOffset Initiated, IReadOnlyList<int> PartNumbers);
