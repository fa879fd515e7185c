using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Finding;

/// <summary>All that the models of jobs depend on. The jobs of an equal project are not read again.</summary>
/// <remarks>
/// The pipeline keeps the first of several equal projects, which would keep the compilation of an old keystroke alive, and all that the
/// compiler knows of it. Hence the weak reference: it is followed only in the run that the project is new in, whose compilation the driver
/// holds.
/// </remarks>
internal sealed class Project(CSharpCompilation compilation, ImmutableArray<TreeDeclarations> declarations) : IEquatable<Project>
{
    private readonly WeakReference<CSharpCompilation> _compilation = new(compilation);
    private readonly string? _assembly = compilation.AssemblyName;
    private readonly CSharpCompilationOptions _options = compilation.Options;
    private readonly ImmutableArray<MetadataReference> _references = compilation.ExternalReferences;

    /// <summary>The declarations of the files, in their order.</summary>
    public ImmutableArray<TreeDeclarations> Declarations { get; } = declarations;

    /// <summary>The compilation that the project was made of.</summary>
    public CSharpCompilation Compilation => _compilation.TryGetTarget(out var compilation)
        ? compilation
        : throw new InvalidOperationException("The project was not read in the run that it was new in: that run failed.");

    public bool Equals(Project? other) =>
        other is not null && _references == other._references && _assembly == other._assembly && _options.Equals(other._options)
        && AreEqual(Declarations, other.Declarations);

    public override bool Equals(object? obj) => Equals(obj as Project);

    public override int GetHashCode() => Declarations.Length;

    private static bool AreEqual(ImmutableArray<TreeDeclarations> left, ImmutableArray<TreeDeclarations> right)
    {
        if (left == right) return true;
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
            if (!left[i].Equals(right[i])) return false;
        return true;
    }
}
