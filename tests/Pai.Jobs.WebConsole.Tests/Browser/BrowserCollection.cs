namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>Tests of the page run one after another, in one browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}
