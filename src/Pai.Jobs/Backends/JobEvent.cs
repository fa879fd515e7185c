namespace Pai.Jobs;

/// <summary>Something that happened to a job.</summary>
/// <param name="Time">When (UTC).</param>
/// <param name="Text">What, for people.</param>
public readonly record struct JobEvent(DateTimeOffset Time, string Text);
