namespace Pai.Jobs;

/// <summary>
/// Options of a copy within OSS. The bytes do not pass this machine, so there is no limit of the rate; a copy is not resumed either.
/// </summary>
public sealed record CopyOptions : TransferOptions;
