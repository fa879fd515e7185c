using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Docs.Tests;

/// <summary>Compiles the blocks of a page as programs, with the generator, in the context of Context/.</summary>
internal static class SnippetCompiler
{
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => !Path.GetFileName(f).StartsWith("Pai.Jobs.Docs.Tests", StringComparison.Ordinal))
            .Select(f => MetadataReference.CreateFromFile(f)),
    ];

    private static readonly Dictionary<bool, CSharpCompilation> s_contexts = new[] { false, true }.ToDictionary(dlc => dlc, ContextOf);

    private static readonly ConcurrentDictionary<Snippet, Lazy<CSharpCompilation>> s_compiled = new();

    public static IEnumerable<Diagnostic> ErrorsOf(Snippet snippet) => Errors(Compile(snippet).GetDiagnostics());

    public static IEnumerable<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The block as a program; the name of its assembly is that of all others.</summary>
    public static CSharpCompilation Compile(Snippet snippet) => s_compiled.GetOrAdd(snippet, s => new(() => CompileNow(s))).Value;

    private static CSharpCompilation CompileNow(Snippet snippet)
    {
        var code = snippet.ToFile();
        var context = s_contexts[snippet.IsOnDlc];
        // A page may show a record of the context itself.
        context = context.RemoveSyntaxTrees(context.SyntaxTrees.Where(
            t => code.Contains($"partial record {Path.GetFileNameWithoutExtension(t.FilePath)}\n", StringComparison.Ordinal)));
        var options = (CSharpParseOptions)context.SyntaxTrees[0].Options;
        CSharpGeneratorDriver.Create([new JobGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(context.AddSyntaxTrees(Program(snippet.Page, code, options)), out var all, out _);
        return (CSharpCompilation)all;
    }

    private static CSharpCompilation ContextOf(bool isOnDlc)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: isOnDlc ? ["DLC"] : []);
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Pai.Jobs.Docs.Tests", "Context"));
        return CSharpCompilation.Create(
            "Page",
            files.Select(f => Parse(File.ReadAllText(f), f, parsing)),
            s_references,
            new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>A block of declarations has no entry point, and a page may show a record before it is used.</summary>
    private static SyntaxTree[] Program(string page, string code, CSharpParseOptions options)
    {
        var tree = Parse(code, page, options);
        var members = tree.GetCompilationUnitRoot().Members;
        var (statements, types) = (members.Where(IsStatement).ToList(), members.Where(m => !IsStatement(m)).ToList());
        if (statements.Count == 0) return [tree, Parse("return;", "", options)];
        if (types.Count == 0 || statements[^1].SpanStart < types[0].SpanStart) return [tree];
        return [Parse(Without(code, types), page, options), Parse(Without(code, statements), page, options)];
    }

    private static SyntaxTree Parse(string text, string path, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), options, path);

    private static bool IsStatement(MemberDeclarationSyntax member) => member is GlobalStatementSyntax;

    /// <summary>The code with white space in place of members: the other lines stay where they are.</summary>
    private static string Without(string code, IEnumerable<MemberDeclarationSyntax> members)
    {
        var text = code.ToCharArray();
        foreach (var member in members)
            for (var i = member.SpanStart; i < member.Span.End; i++)
                if (text[i] != '\n') text[i] = ' ';
        return new(text);
    }
}
