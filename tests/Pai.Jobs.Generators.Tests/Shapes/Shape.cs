using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>A way to write a job. Each is generated, compiled without a warning, and compared with its snapshot.</summary>
internal sealed record Shape(
    string Name, string Source, LanguageVersion Version = LanguageVersion.CSharp11,
    NullableContextOptions Nullable = NullableContextOptions.Enable)
{
    /// <summary>What every source starts with.</summary>
    public const string Usings = """
        using System;
        using System.ComponentModel.DataAnnotations;
        using Pai.Jobs;

        """;

    public CSharpCompilation Compile(LanguageVersion? version = null) => Compiler.Create([Source], version ?? Version, Nullable);

    /// <summary>All shapes by name.</summary>
    public static IReadOnlyDictionary<string, Shape> All { get; } =
        ((IEnumerable<Shape>)[.. RecordShapes.All, .. MemberShapes.All, .. NameShapes.All, .. DefinitionShapes.All])
            .ToDictionary(s => s.Name);

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => new(All.Keys);
}
