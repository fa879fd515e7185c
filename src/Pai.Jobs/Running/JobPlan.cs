namespace Pai.Jobs;

/// <summary>SHELL.</summary>
public sealed class JobPlan;
