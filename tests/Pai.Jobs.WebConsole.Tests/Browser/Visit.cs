using Microsoft.Playwright;
using Pai.Jobs.Cli.WebConsole;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A page of the console in a browser, with all that it asked for and all that went wrong.</summary>
internal sealed class Visit : IAsyncDisposable
{
    public const int PhoneWidth = 360;

    private readonly IBrowserContext _context;
    private readonly Uri _origin;
    private readonly List<string> _foreign = [];
    private readonly List<string> _faults = [];
    private readonly List<Task<long>> _sizes = [];

    private Visit(IBrowserContext context, IPage page, Uri origin)
    {
        _context = context;
        _origin = origin;
        Page = page;
        context.Request += (_, request) => Note(request.Url);
        page.RequestFinished += (_, request) => NoteSize(request);
        page.PageError += (_, message) => Note(_faults, message);
        page.Dialog += (_, dialog) => NoteDialog(dialog);
        page.Popup += (_, other) => Note(_faults, "a window opened: " + other.Url);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                Note(_faults, message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>The element of the log that scrolls.</summary>
    public ILocator Log => Page.Locator(".log-rows");

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The line of the log that has this text.</summary>
    public ILocator Line(string text) => Page.Locator(".line").Filter(new() { Has = Page.Locator(".l-text", new() { HasText = text }) });

    /// <summary>Opens the address that the console prints, and then a view.</summary>
    public static async Task<Visit> OpenAsync(
        Chromium chromium,
        ConsoleServer server,
        string route = "/",
        int width = 1280,
        int height = 800,
        ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await chromium.GetAsync();
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            TimezoneId = "Asia/Singapore",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(90_000);
        var visit = new Visit(context, await context.NewPageAsync(), server.Address);
        await visit.Page.GotoAsync(server.PageUrl);
        await Assertions.Expect(visit.Page.Locator("#main > *").First).ToBeVisibleAsync();
        if (route != "/") await visit.GoAsync(route);
        return visit;
    }

    /// <summary>Searches the log, and waits for the answer.</summary>
    public async Task SearchAsync(string text)
    {
        await Page.Keyboard.PressAsync("/");
        await Page.GetByLabel("Search the log").FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator(".found")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^line "));
        await Page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Goes to a view of the page that is open.</summary>
    public Task GoAsync(string route) => Page.EvaluateAsync("route => { location.hash = '#' + route; }", route);

    /// <summary>The bytes of all answers so far that have an end.</summary>
    public async Task<long> ReceivedAsync()
    {
        Task<long>[] sizes;
        lock (_sizes) sizes = [.. _sizes];
        return (await Task.WhenAll(sizes)).Sum();
    }

    /// <summary>Nothing was asked of another origin, no script that is not the page's ran, nothing failed.</summary>
    public void AssertCalm()
    {
        lock (_foreign) Assert.Empty(_foreign);
        lock (_faults) Assert.Empty(_faults);
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

    private void Note(string url)
    {
        var isOwn = url.StartsWith(_origin.ToString(), StringComparison.Ordinal)
            || url.StartsWith("blob:" + _origin, StringComparison.Ordinal);
        if (!isOwn) Note(_foreign, url);
    }

    private void NoteSize(IRequest request)
    {
        lock (_sizes) _sizes.Add(SizeOfAsync(request));
    }

    private static async Task<long> SizeOfAsync(IRequest request)
    {
        var sizes = await request.SizesAsync();
        return sizes.ResponseBodySize + sizes.ResponseHeadersSize;
    }

    private void NoteDialog(IDialog dialog)
    {
        Note(_faults, "a dialog opened: " + dialog.Message);
        _ = dialog.DismissAsync();
    }

    private static void Note(List<string> list, string text)
    {
        lock (list) list.Add(text);
    }
}
