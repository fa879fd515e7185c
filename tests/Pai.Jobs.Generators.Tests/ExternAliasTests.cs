using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Types that a job reaches by an extern alias only, which the generated file does not have.</summary>
public class ExternAliasTests
{
    private const string Library = """
        using System.ComponentModel.DataAnnotations;
        namespace Acme;
        public enum Kind { A, B }
        public class EvenAttribute : ValidationAttribute;
        """;

    private static string[] Messages(string member, bool hasGlobalAlias = false)
    {
        var library = Compiler.Create([Library], name: "Library").ToMetadataReference(hasGlobalAlias ? ["lib", "global"] : ["lib"]);
        var compilation = Compiler.Create(
            [$$"""
            extern alias lib;
            using System.ComponentModel.DataAnnotations; using Pai.Jobs;
            [ProcessingJob("x", InstanceType = "local")] internal partial record Train { {{member}} }
            """],
            references: [library]);
        return [.. Compiler.Messages(Compiler.WithGenerated(compilation)), .. Compiler.Generate(compilation).Values.Where(IsThrowing)];
    }

    private static bool IsThrowing(string code) => code.Contains("throw ", StringComparison.Ordinal);

    [Theory]
    [InlineData("[Parameter, lib::Acme.Even] public int N { get; init; }")]
    [InlineData("[Parameter, AllowedValues(lib::Acme.Kind.A)] public int N { get; init; }")]
    [InlineData("[Parameter] public lib::Acme.Kind N { get; init; }")]
    [InlineData("[Parameter] public lib::Acme.Kind[] N { get; init; } = [];")]
    public void With_the_alias_global_too_all_works(string member) => Assert.Empty(Messages(member, hasGlobalAlias: true));

    [Theory]
    [InlineData("[Parameter, lib::Acme.Even] public int N { get; init; }", "PAI4004")]
    [InlineData("[Parameter, AllowedValues(lib::Acme.Kind.A)] public int N { get; init; }", "PAI4004")]
    [InlineData("[Parameter] public lib::Acme.Kind N { get; init; }", "PAI4001")]
    [InlineData("[Parameter] public lib::Acme.Kind? N { get; init; }", "PAI4001")]
    [InlineData("[Parameter] public lib::Acme.Kind[] N { get; init; } = [];", "PAI4001")]
    public void Without_it_the_members_throw_and_name_the_rule(string member, string rule)
    {
        var code = Assert.Single(Messages(member));
        Assert.Contains(rule, code, StringComparison.Ordinal);
    }
}
