using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Tests;

/// <summary>The folders of the library depend on each other in one direction only: the picture in docs/architecture.md is true.</summary>
[Trait("Kind", "Exhaustive")]
public class ArchitectureTests
{
    /// <summary>The folders that each folder may use, besides itself. What is not listed must not be used.</summary>
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["Text"] = [],
        ["Catalog"] = [],
        ["Exceptions"] = [],
        ["Files"] = [],
        ["Costs"] = ["Text", "Exceptions"],
        ["Telemetry"] = ["Exceptions"],
        ["Secrets"] = ["Exceptions"],
        ["Credentials"] = ["Model", "Secrets", "Text", "Exceptions"],
        ["Parameters"] = ["Text", "Secrets", "Exceptions"],
        ["Model"] = ["Text", "Secrets", "Exceptions", "Parameters"],
        ["Annotations"] = ["Model"],
        ["Storage"] = ["Credentials", "Files", "Model", "Secrets", "Telemetry", "Text", "Exceptions"],
        ["OpenApi"] = ["Credentials", "Telemetry", "Text", "Exceptions"],
        ["AiWorkspace"] = ["OpenApi", "Credentials", "Model", "Exceptions"],
        ["Images"] = ["AiWorkspace", "OpenApi", "Catalog", "Model", "Text", "Exceptions"],
        ["Backends"] = ["Costs", "Storage", "Credentials", "Model", "Secrets", "Telemetry", "Text", "Exceptions"],
        ["Validation"] = ["Backends", "Model", "Secrets", "Text", "Exceptions"],
        ["Packaging"] = ["Backends", "Storage", "Files", "Text", "Exceptions"],
        ["Launch"] = ["Backends", "Model", "Secrets", "Telemetry", "Text", "Exceptions"],
        ["Submitting"] = ["OpenApi", "Backends", "Storage", "Files", "Model", "Secrets", "Text", "Exceptions"],
        ["Running"] =
        [
            "Costs", "Validation", "Packaging", "Backends", "Storage", "Files", "Model", "Secrets", "Telemetry", "Text", "Exceptions",
        ],
        ["Dlc"] =
        [
            "OpenApi", "AiWorkspace", "Images", "Catalog", "Submitting", "Launch", "Packaging", "Backends", "Storage", "Credentials",
            "Model", "Secrets", "Telemetry", "Text", "Exceptions",
        ],
        ["Local"] =
        [
            "Launch", "Submitting", "Packaging", "Backends", "Storage", "Files", "Model", "Secrets", "Telemetry", "Text", "Exceptions",
        ],
        ["JobFiles"] = ["Running", "Backends", "Costs", "Parameters", "Model", "Secrets", "Text", "Exceptions"],
        ["Worker"] =
        [
            "Launch", "Running", "Packaging", "Backends", "Storage", "Files", "Model", "Secrets", "Telemetry", "Text", "Exceptions",
        ],
        ["Sessions"] =
        [
            "JobFiles", "Costs",
            "Running", "Submitting", "Local", "Dlc", "Images", "AiWorkspace", "OpenApi", "Validation", "Backends", "Storage", "Credentials",
            "Model", "Secrets", "Telemetry", "Text", "Exceptions",
        ],
        ["Replay"] =
        [
            "Sessions", "JobFiles", "Running", "Local", "Submitting", "Packaging", "Backends", "Storage", "Parameters", "Model", "Secrets",
            "Text", "Exceptions",
        ],
    };

    private static readonly Lazy<(CSharpCompilation Compilation, string Root)> s_library = new(() => Compile());

    [Fact]
    public void Every_folder_uses_only_folders_below_it()
    {
        var (compilation, root) = s_library.Value;
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0))
        {
            var model = compilation.GetSemanticModel(tree);
            var from = FolderOf(tree, root);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (var to in DeclaringFolders(model.GetSymbolInfo(name).Symbol, root))
                {
                    if (to != from && !s_arrows[from].Contains(to))
                        used.Add($"{from} uses {to}: {Path.GetFileName(tree.FilePath)} names {name}");
                }
            }
        }

        Assert.True(used.Count == 0, string.Join('\n', used));
    }

    [Fact]
    public void The_arrows_have_no_circle()
    {
        var done = new HashSet<string>();
        while (s_arrows.Keys.Except(done).FirstOrDefault(f => s_arrows[f].All(done.Contains)) is { } next) done.Add(next);

        Assert.Empty(s_arrows.Keys.Except(done));
    }

    [Fact]
    public void Internals_are_in_the_namespace_of_their_folder_and_public_types_in_the_library_s()
    {
        var (compilation, root) = s_library.Value;
        var wrong = from tree in compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0)
                    from type in tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                    where type.Parent is BaseNamespaceDeclarationSyntax
                    let space = ((BaseNamespaceDeclarationSyntax)type.Parent!).Name.ToString()
                    let right = IsPublic(compilation, tree, type) ? "Pai.Jobs" : $"Pai.Jobs.Internal.{FolderOf(tree, root)}"
                    where space != right
                    select $"{Path.GetFileName(tree.FilePath)}: {type.Identifier} is in {space}, not {right}";

        Assert.Empty(wrong);
    }

    private static bool IsPublic(CSharpCompilation compilation, SyntaxTree tree, BaseTypeDeclarationSyntax type) =>
        compilation.GetSemanticModel(tree).GetDeclaredSymbol(type)!.DeclaredAccessibility == Accessibility.Public;

    /// <summary>The folders of the library in which the type of a symbol, or the symbol itself, is declared.</summary>
    private static IEnumerable<string> DeclaringFolders(ISymbol? symbol, string root)
    {
        var type = symbol as ITypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer) type = outer;
        return type?.DeclaringSyntaxReferences
            .Where(r => r.SyntaxTree.FilePath.Length > 0)
            .Select(r => FolderOf(r.SyntaxTree, root))
            .Distinct() ?? [];
    }

    private static string FolderOf(SyntaxTree tree, string root) =>
        Path.GetRelativePath(root, tree.FilePath).Split(Path.DirectorySeparatorChar)[0];

    /// <summary>The library's source, as far as names go: what its own generators add is not needed for them.</summary>
    private static (CSharpCompilation Compilation, string Root) Compile([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/Pai.Jobs"));
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), options, f))
            .Append(CSharpSyntaxTree.ParseText(Usings, options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) != "Pai.Jobs.dll")
            .Select(p => MetadataReference.CreateFromFile(p));
        return (CSharpCompilation.Create("Pai.Jobs", trees, references, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)), root);
    }

    /// <summary>What the SDK adds to every project with implicit usings.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;
}
