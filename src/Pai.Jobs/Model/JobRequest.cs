namespace Pai.Jobs;

/// <summary>STUB: replaced.</summary>
public sealed class JobRequest;
