extern alias CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class ReferencesTests
{
    [Fact]
    public void The_assembly_asks_for_nothing_but_what_every_supported_host_has() =>
        Assert.Equal(
            [
                "Microsoft.CodeAnalysis, 4.8.0.0", "Microsoft.CodeAnalysis.CSharp, 4.8.0.0", "Microsoft.CodeAnalysis.Workspaces, 4.8.0.0",
                "System.Collections.Immutable, 7.0.0.0", "netstandard, 2.0.0.0",
            ],
            typeof(CodeFixes::Pai.Jobs.CodeFixes.MakePartialCodeFix).Assembly.GetReferencedAssemblies()
                .Select(r => $"{r.Name}, {r.Version}")
                .Order(StringComparer.Ordinal));
}
