namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A test in a browser; where Chromium is missing, it is skipped and says so, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && Chromium.Program is null)
            Skip = "Chromium is missing: apt-get install chromium.";
    }
}
