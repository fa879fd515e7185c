namespace Pai.Jobs.Dlc.Tests.Live;

/// <summary>
/// A test against the real service, which costs money. It runs where <c>PAI_JOBS_LIVE</c> is <c>1</c>; docs/dlc.md tells what else it
/// needs.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LiveFactAttribute : FactAttribute
{
    public LiveFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("PAI_JOBS_LIVE") != "1")
            Skip = "A test against the real service. Set PAI_JOBS_LIVE=1 to run it; it costs money (docs/dlc.md).";
    }
}
