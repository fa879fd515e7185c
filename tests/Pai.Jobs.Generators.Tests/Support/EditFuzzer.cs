using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// Edits a project step by step, each step on top of the ones before, and compares what one driver has made after it with a cold run.
/// </summary>
internal sealed class EditFuzzer(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _log = [];
    private readonly List<(string Path, string Text)> _files =
        [.. EditedFiles.Files.Select((text, i) => ($"/src/File{i}.cs", text))];
    private readonly string[] _tokens =
        [.. EditedFiles.Files.SelectMany(f => CSharpSyntaxTree.ParseText(f).GetRoot().DescendantTokens())
            .Select(t => t.Text).Where(t => t.Length > 0).Distinct()];

    /// <summary>Edits so often, and fails at the first difference.</summary>
    public void Run(int steps)
    {
        var compilation = Compiler.Create(_files.Select(f => f.Text));
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        for (var step = 0; step < steps; step++)
        {
            compilation = Step(compilation);
            driver = driver.RunGenerators(compilation);
            AssertSame(compilation, driver, $"seed {seed}, step {step}: {string.Join(" / ", _log.TakeLast(6))}");
        }
    }

    private void AssertSame(CSharpCompilation compilation, GeneratorDriver driver, string what)
    {
        var (actual, expected) = (TextOf(driver), TextOf(Compiler.CreateDriver(compilation).RunGenerators(compilation)));
        Assert.True(
            actual == expected,
            $"{what}\n---- made\n{actual}\n---- of a cold run\n{expected}\n---- files\n"
                + string.Join("\n", _files.Select(f => $"// {f.Path}\n{f.Text}")));
    }

    private static string TextOf(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return string.Join('\n', [
            $"{result.Exception}", .. result.Diagnostics.Select(d => d.ToString()),
            .. result.GeneratedSources.Select(s => $"//// {s.HintName}\n{s.SourceText}").Order(StringComparer.Ordinal)]);
    }

    private CSharpCompilation Step(CSharpCompilation compilation)
    {
        var index = _random.Next(_files.Count);
        switch (_random.Next(20))
        {
            case 0:
                return Restore(compilation, index);
            case 1:
                return Move(compilation, index);
            case 2:
                return Reorder(compilation);
            case < 6:
                return Mutate(compilation, index);
            default:
                return Toggle(compilation);
        }
    }

    /// <summary>What the file was in the beginning: or nothing would be in order any more after a thousand steps.</summary>
    private CSharpCompilation Restore(CSharpCompilation compilation, int index)
    {
        // Half of the time all files: then all jobs are read, and whatever is kept is put to the test.
        if (_random.Next(2) == 0)
        {
            for (var i = 0; i < _files.Count; i++) compilation = Replace(compilation, i, EditedFiles.Files[i]);
            _log.Add("all restored");
            return compilation;
        }

        _log.Add($"{index} restored");
        return Replace(compilation, index, EditedFiles.Files[index]);
    }

    private CSharpCompilation Move(CSharpCompilation compilation, int index)
    {
        var (path, text) = _files[index];
        var tree = TreeOf(compilation, path);
        var moved = path switch
        {
            _ when path.EndsWith(".g.cs", StringComparison.Ordinal) => $"/src/File{index}.cs",
            _ when path.StartsWith("/src/A", StringComparison.Ordinal) => $"/src/File{index}.g.cs",
            _ => $"/src/A{index}.cs",
        };
        _log.Add($"{path} -> {moved}");
        _files[index] = (moved, text);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, Compiler.ParseOptions(), moved));
    }

    private CSharpCompilation Reorder(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees[_random.Next(_files.Count)];
        _log.Add($"{tree.FilePath} is the last one");
        return compilation.RemoveSyntaxTrees(tree).AddSyntaxTrees(tree);
    }

    private CSharpCompilation Mutate(CSharpCompilation compilation, int index)
    {
        var text = _files[index].Text;
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToArray();
        if (tokens.Length == 0) return Restore(compilation, index);
        var token = tokens[_random.Next(tokens.Length)];
        var other = _random.Next(4) switch
        {
            0 => "",
            1 => token.Text + " " + token.Text,
            _ => _tokens[_random.Next(_tokens.Length)],
        };
        _log.Add($"{index}: {token.Text} at {token.SpanStart} -> {other}");
        return Replace(compilation, index, text[..token.SpanStart] + other + text[token.Span.End..]);
    }

    private CSharpCompilation Toggle(CSharpCompilation compilation)
    {
        while (true)
        {
            var (index, one, two) = EditedFiles.Edits[_random.Next(EditedFiles.Edits.Length)];
            var text = _files[index].Text;
            // The longer one first: it may hold the other.
            var (from, to) = (two.Length > one.Length && text.Contains(two, StringComparison.Ordinal))
                || !text.Contains(one, StringComparison.Ordinal)
                ? (two, one)
                : (one, two);
            var start = from.Length == 0 ? -1 : text.IndexOf(from, StringComparison.Ordinal);
            if (start < 0) continue;
            _log.Add($"{index}: {from} -> {to}");
            return Replace(compilation, index, text[..start] + to + text[(start + from.Length)..]);
        }
    }

    private CSharpCompilation Replace(CSharpCompilation compilation, int index, string text)
    {
        var path = _files[index].Path;
        _files[index] = (path, text);
        return compilation.ReplaceSyntaxTree(
            TreeOf(compilation, path), CSharpSyntaxTree.ParseText(text, Compiler.ParseOptions(), path));
    }

    private static SyntaxTree TreeOf(CSharpCompilation compilation, string path) => compilation.SyntaxTrees.Single(t => t.FilePath == path);
}
