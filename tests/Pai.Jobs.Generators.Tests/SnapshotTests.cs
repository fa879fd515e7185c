using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Tests;

public class SnapshotTests
{
    public static TheoryData<string> Shapes => Shape.Names;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_generated_code_is_what_was_reviewed(string shape) =>
        Snapshot.Verify(shape, Compiler.Generate(Shape.All[shape].Compile()));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_job_of_the_shape_is_generated(string shape)
    {
        var jobs = Shape.All[shape].Source.Split("ProcessingJob(").Length - 1;
        Assert.Equal(jobs, Compiler.Generate(Shape.All[shape].Compile()).Count);
    }

    [Fact]
    public void Every_snapshot_has_a_shape() => Assert.Equal(Shape.All.Keys.Order(), Snapshot.Names().Order());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_generated_code_compiles_without_a_warning(string shape) =>
        Assert.Equal("", string.Join('\n', Compiler.Messages(WithWarnings(Compiler.WithGenerated(Shape.All[shape].Compile())))));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_generated_code_compiles_in_the_newest_language(string shape) =>
        Assert.Equal(
            "",
            string.Join(
                '\n', Compiler.Messages(WithWarnings(Compiler.WithGenerated(Shape.All[shape].Compile(LanguageVersion.Preview))))));

    /// <summary>The generated code as it is without the pragma for what a user's own code may bring with it.</summary>
    private static CSharpCompilation WithWarnings(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath.EndsWith(".Job.g.cs", StringComparison.Ordinal)))
        {
            // Of a job's base it is not known which members were generated: new may hide nothing.
            var text = tree.ToString().Replace("#pragma warning disable\n", "#pragma warning disable CS0109\n", StringComparison.Ordinal);
            compilation = compilation.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
        }

        return compilation;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_generated_says_so_and_the_record_does_not(string shape)
    {
        // Analyzers pass over all of a type that is marked, the user's part too.
        var before = Shape.All[shape].Compile();
        var after = Compiler.WithGenerated(before);
        foreach (var tree in after.SyntaxTrees.Where(t => t.FilePath.EndsWith(".Job.g.cs", StringComparison.Ordinal)))
        {
            var model = after.GetSemanticModel(tree);
            foreach (var type in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
            {
                var isOurs = model.GetDeclaredSymbol(type)!.DeclaringSyntaxReferences.All(r => r.SyntaxTree == tree);
                Assert.Equal(isOurs, IsMarked(model.GetDeclaredSymbol(type)!));
                // The members of a marked type are so with it.
                if (isOurs) continue;
                foreach (var member in type.Members.Where(m => m is not TypeDeclarationSyntax))
                    Assert.True(IsMarked(model.GetDeclaredSymbol(member)!), member.ToString());
            }
        }

        static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass!.Name == "GeneratedCodeAttribute");
    }

    [Fact]
    public void A_job_of_six_members_takes_at_most_4000_characters()
    {
        var file = Assert.Single(Compiler.Generate(Shape.All["plain_record"].Compile())).Value;
        Assert.InRange(file.Length, 1, 4000);
    }
}
