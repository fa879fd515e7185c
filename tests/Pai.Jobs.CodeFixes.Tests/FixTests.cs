using Microsoft.CodeAnalysis.CodeFixes;
using Source = Pai.Jobs.Analyzers.Tests.Verify;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>What the tests of fixes share.</summary>
public abstract class FixTests
{
    protected const string Job = """[ProcessingJob("python main.py", Image = "registry/image:1", InstanceType = "ecs.g7.xlarge")]""";
    protected const string Output = "[Output] public OssUri? Tokens { get; init; }";

    /// <summary>The fix makes the second source of the first one; so do Fix All in the file, the project and the solution.</summary>
    /// <param name="before">The source with markup, without the usings.</param>
    /// <param name="after">The fixed source; markup for what is still wrong.</param>
    /// <param name="key">The equivalence key of the action, where it is not the first one.</param>
    private protected static Task FixAsync<TFix>(string before, string after, string? key = null)
        where TFix : CodeFixProvider, new() =>
        new FixTest<TFix> { TestCode = Source.Usings + before, FixedCode = Source.Usings + after, CodeActionEquivalenceKey = key }
            .RunAsync();

    /// <summary>The source has the diagnostics of its markup, and the fix offers nothing.</summary>
    private protected static Task NoFixAsync<TFix>(string source)
        where TFix : CodeFixProvider, new() =>
        FixAsync<TFix>(source, source);
}
