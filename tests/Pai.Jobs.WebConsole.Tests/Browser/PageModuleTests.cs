using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pai.Jobs.WebConsole.Tests.Runs;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>Modules of the page on their own.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class PageModuleTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    [BrowserFact]
    public async Task Patterns_of_a_form_mean_what_the_record_means()
    {
        string[] values =
            ["", "A", "SEA", "sea", "SEAS", "a_1", "v1", "v12", "v123", "a", "ab", "abb", "aa", "xx", "x", "A0", "A00b", "😀"];
        await using var visit = await Visit.OpenAsync(chromium, home.Server);
        var answer = await visit.Page.EvaluateAsync<bool[]>(
            """
            ([patterns, values]) => patterns.flatMap(pattern => values.map(value => {
                const input = document.createElement('input');
                input.pattern = pattern;
                input.value = value;
                return input.checkValidity();
            }))
            """,
            new[] { HtmlCheckTests.Alike, values });

        var expected = HtmlCheckTests.Alike.SelectMany(p => values.Select(v => new RegularExpressionAttribute(p).IsValid(v))).ToList();
        Assert.Equal(expected, answer);
        Assert.Contains(false, expected);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Text_of_a_job_becomes_safe_text()
    {
        await using var visit = await Visit.OpenAsync(chromium, home.Server);
        var answer = await visit.Page.EvaluateAsync<JsonElement>(
            """
            async () => {
                const { colours, lastState, visible } = await import('/modules/base/safe-text.js');
                const plain = text => colours(text).map(part => part.text).join('');
                return [
                    visible('a\u0000b\u001b[31m\u202e\u200b\ttab'), visible(undefined),
                    lastState(' 1%\r 2%\r'), lastState('\r'), lastState('x\r\u001b[Ky'),
                    plain('\u001b[1;31mred\u001b[0m \u001b[38;5;9mbright\u001b[39m \u001b[38;2;1;2;3mrgb'),
                    plain('\u001b]0;title\u0007a\u001b]8;;http://x/\u001b\\b\u001bPq\u001b\\c\u001b(Bd\u001b[?25le'),
                    plain('\u001b]never ended'),
                    colours('\u001b[1;31mred\u001b[22mthin\u001b[0mplain').map(part => part.classes).join('|'),
                ];
            }
            """);
        Assert.Equal(
            [
                "a<U+0000>b<U+001B>[31m<U+202E><U+200B>\ttab", "", " 2%", "", "\u001b[Ky", "red bright rgb", "abcde", "",
                "ansi-1 ansi-bold|ansi-1|",
            ],
            answer.EnumerateArray().Select(text => text.GetString()));
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_list_of_50_million_rows_reaches_each_of_them()
    {
        await using var visit = await Visit.OpenAsync(chromium, home.Server);
        var answer = await visit.Page.EvaluateAsync<JsonElement>(
            """
            async () => {
                const { Scroller } = await import('/modules/base/scroller.js');
                const scroller = new Scroller({ rowHeight: 20, properties: {}, row: index => {
                    const row = document.createElement('div');
                    row.style.height = '20px';
                    row.textContent = index;
                    return row;
                } });
                scroller.element.style.height = '400px';
                document.body.append(scroller.element);
                const total = 50_000_000;
                scroller.setTotal(total);
                const shown = top => {
                    scroller.setTop(top);
                    scroller.drawNow();
                    const box = scroller.element.getBoundingClientRect();
                    return [...scroller.rows.children].filter(row => {
                        const { top: upper, bottom } = row.getBoundingClientRect();
                        return bottom > box.top + 1 && upper < box.bottom - 1;
                    }).map(row => Number(row.textContent));
                };
                const wrong = [];
                for (const top of [0, 1, 399_999, 400_000, 400_001, 12_345_678, 49_999_979, 49_999_980, 60_000_000]) {
                    const first = Math.min(top, total - 20), rows = shown(top);
                    if (rows.length !== 20 || rows[0] !== first || rows.at(-1) !== first + 19) wrong.push([top, rows[0], rows.length]);
                }
                // A small movement of the scroll bar moves by rows, not by parts of the whole.
                scroller.setTop(25_000_000);
                scroller.element.scrollTop += 60;
                scroller.scrolled();
                const moved = scroller.top - 25_000_000;
                scroller.close();
                scroller.element.remove();
                return { wrong: JSON.stringify(wrong), moved, height: scroller.spaceHeight };
            }
            """);
        Assert.Equal("[]", answer.GetProperty("wrong").GetString());
        Assert.Equal(3, answer.GetProperty("moved").GetDouble(), 1);
        // Firefox ends at 17.8 million pixels.
        Assert.InRange(answer.GetProperty("height").GetDouble(), 1_000_000, 16_000_000);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Thousands_of_runs_are_a_handful_of_elements()
    {
        await using var visit = await Visit.OpenAsync(chromium, home.Server);
        await visit.Page.RouteAsync(
            "**/api/runs/stream", route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = Stream() }));
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("#runs-summary")).ToHaveTextAsync("5\u202f000 runs");
        Assert.InRange(await visit.Page.Locator("*").CountAsync(), 100, 1500);

        // 500 of them are one batch, which is a row that opens.
        var grid = visit.Page.Locator(".runs-grid");
        await Expect(grid).ToHaveAttributeAsync("aria-rowcount", "4502");
        await visit.Page.Locator(".row.batch").ClickAsync();
        await Expect(grid).ToHaveAttributeAsync("aria-rowcount", "5002");
        await grid.PressAsync("End");
        await Expect(visit.Page.Locator(".row.active .c-name")).ToHaveTextAsync("run 0001");

        await visit.Page.GetByLabel("Search runs").FillAsync("team=t1 odd");
        await Expect(visit.Page.Locator("#runs-summary")).ToHaveTextAsync(new Regex("^834 of "));
        await visit.Page.GetByLabel("Search runs").FillAsync("");
        await visit.Button("Failed").ClickAsync();
        await Expect(visit.Page.Locator("#runs-summary")).ToHaveTextAsync(new Regex("^1\u202f000 of "));
        await visit.Page.GetByLabel("Group by").SelectOptionAsync("record");
        await Expect(visit.Page.Locator(".row.group")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator(".row.group").First).ToContainTextAsync("Even");
        visit.AssertCalm();
    }

    /// <summary>5000 runs; each tenth is of a batch, each fifth has failed.</summary>
    private static string Stream()
    {
        var runs = Enumerable.Range(0, 5000).Select(i => JsonSerializer.Serialize(new
        {
            source = "local",
            id = $"r{i}",
            name = $"run {i:D4}",
            record = i % 2 == 0 ? "Even" : "Odd",
            status = i % 5 == 0 ? "Failed" : "Succeeded",
            isFinished = true,
            created = DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(i),
            nodes = 1,
            labels = new { team = $"t{i % 3}" },
            batch = i % 10 == 0 ? "sweep" : null,
        }));
        return $"event: runs\ndata: {{\"runs\":[{string.Join(',', runs)}]}}\n\n";
    }
}
