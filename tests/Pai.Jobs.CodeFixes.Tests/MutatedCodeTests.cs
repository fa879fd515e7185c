using Microsoft.CodeAnalysis.CodeActions;
using Pai.Jobs.Generators.Tests;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>
/// Three thousand sources with tokens lost, doubled, exchanged and cut off: whatever the analyzers report in them, no fix throws or hangs.
/// </summary>
[Trait("Kind", "Exhaustive")]
public class MutatedCodeTests
{
    private const int FilesInOne = 20;
    private const int ProjectsOfOneSeed = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_fix_throws_and_none_hangs(int seed)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        // What hangs may not look at its token.
        var offered = await Task.Run(() => FixAllAsync(seed, limit.Token)).WaitAsync(limit.Token);

        Assert.True(offered > FilesInOne * ProjectsOfOneSeed, offered.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<int> FixAllAsync(int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var offered = 0;
        foreach (var sources in Mutations.Of(HalfTypedCodeTests.Source, FilesInOne * ProjectsOfOneSeed, seed + 100).Chunk(FilesInOne))
        {
            // Each in a namespace of its own, so that one does not hide what is wrong with another.
            var project = FixRun.ProjectOf(
                sources.Select((s, i) => s.Replace("namespace Acme", "namespace Acme" + i, StringComparison.Ordinal)));
            foreach (var file in (await FixRun.DiagnosticsOfAsync(project, cancellationToken: cancellationToken))
                .GroupBy(d => d.Location.SourceTree))
            {
                var document = project.GetDocument(file.Key)!;
                var actions = new List<CodeAction>();
                foreach (var diagnostic in file)
                {
                    Assert.False(diagnostic.Id.StartsWith("AD", StringComparison.Ordinal), diagnostic.ToString());
                    actions.AddRange(await FixRun.ActionsOfAsync(document, diagnostic, cancellationToken));
                }

                // All are computed, one is applied: that takes the time of all the rest.
                offered += actions.Count;
                if (actions.Count > 0) Assert.Single(await actions[random.Next(actions.Count)].GetOperationsAsync(cancellationToken));
            }
        }

        return offered;
    }
}
