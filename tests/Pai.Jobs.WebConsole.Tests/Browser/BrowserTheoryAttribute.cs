namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A test in a browser, with several data; where Chromium is missing, it is skipped and says so, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = new BrowserFactAttribute().Skip;
}
