namespace Pai.Jobs.Tests;

public sealed class IgnoreTests
{
    /// <summary>Ignore files (path: lines), files, and those that are left.</summary>
    private static readonly (string Title, (string Path, string Text)[] Ignore, string[] Files, string[] Left)[] s_cases =
    [
        ("a name, anywhere", [("", "a")], ["a", "b", "d/a", "d/b"], ["b", "d/b"]),
        ("a leading slash anchors", [("", "/a")], ["a", "d/a"], ["d/a"]),
        ("a slash within anchors", [("", "d/a")], ["d/a", "e/d/a"], ["e/d/a"]),
        ("a slash at the end means folders", [("", "a/")], ["a/x", "d/a"], ["d/a"]),
        ("a folder takes all that is in it", [("", "d")], ["d/e/f", "x"], ["x"]),
        ("stars stop at slashes", [("", "d/*.txt")], ["d/a.txt", "d/e/a.txt"], ["d/e/a.txt"]),
        ("a question mark is one character", [("", "a?c")], ["abc", "ac", "abbc"], ["abbc", "ac"]),
        ("two stars first", [("", "**/a")], ["a", "d/a", "d/e/a", "d/ab"], ["d/ab"]),
        ("two stars last", [("", "d/**")], ["d/a", "d/e/f", "x/d/a"], ["x/d/a"]),
        ("two stars between", [("", "a/**/b")], ["a/b", "a/x/b", "a/x/y/b", "a/xb"], ["a/xb"]),
        ("two stars that are no segment", [("", "x/a**b")], ["x/ab", "x/azzb", "x/a/b"], ["x/a/b"]),
        ("two stars at the end of a name", [("", "/d**")], ["d1/x", "e/d1"], ["e/d1"]),
        ("three stars are two", [("", "a/***/b")], ["a/b", "a/x/y/b", "b"], ["b"]),
        ("negation", [("", "*.log\n!keep.log")], ["a.log", "keep.log", "d/keep.log"], ["d/keep.log", "keep.log"]),
        ("what is in an ignored folder stays ignored", [("", "d/\n!d/keep")], ["d/keep", "d/a"], []),
        ("what is in a folder whose content is ignored comes back", [("", "d/*\n!d/keep")], ["d/keep", "d/a"], ["d/keep"]),
        ("the last line that matches wins", [("", "!a\na")], ["a"], []),
        ("all but one", [("", "/*\n!/src/")], ["src/a", "b", "c/d"], ["src/a"]),
        ("comments and empty lines", [("", "# a\n\n  \na")], ["a", "# a"], ["# a"]),
        ("an escaped hash", [("", "\\#a")], ["#a", "a"], ["a"]),
        ("an escaped exclamation mark", [("", "\\!a")], ["!a", "a"], ["a"]),
        ("spaces at the end do not count", [("", "a   ")], ["a", "a   "], ["a   "]),
        ("but escaped ones do", [("", "a\\ ")], ["a", "a "], ["a"]),
        ("an escaped backslash before a space", [("", "a\\\\ ")], ["a\\", "a\\ "], ["a\\ "]),
        ("spaces at the beginning count", [("", " a")], ["a", " a"], ["a"]),
        ("line ends of Windows", [("", "a\r\nb\r\n")], ["a", "b", "c"], ["c"]),
        ("a byte order mark", [("", "\uFEFFa\n")], ["a", "b"], ["b"]),
        ("a class", [("", "[ab]x")], ["ax", "bx", "cx"], ["cx"]),
        ("a range", [("", "[a-c]x")], ["ax", "cx", "dx", "-x"], ["-x", "dx"]),
        ("a class turned round", [("", "[!a]x")], ["ax", "bx"], ["ax"]),
        ("a class turned round, the other way", [("", "[^a]x")], ["ax", "bx"], ["ax"]),
        ("a bracket in a class", [("", "[]a]x")], ["]x", "ax", "bx"], ["bx"]),
        ("a hyphen at the end of a class", [("", "[a-]x")], ["-x", "ax", "bx"], ["bx"]),
        ("a named class", [("", "[[:digit:]]x")], ["1x", "ax"], ["ax"]),
        ("a named class and more", [("", "[_[:upper:]a]x")], ["_x", "Bx", "ax", "bx"], ["bx"]),
        ("a named class that there is not", [("", "[[:foo:]a]x")], ["ax", "fx"], ["ax", "fx"]),
        ("a class without its end", [("", "[ab")], ["[ab", "a"], ["[ab", "a"]),
        ("a class never is a slash", [("", "d[/]a")], ["d/a"], ["d/a"]),
        ("an escaped star", [("", "\\*")], ["*", "a"], ["a"]),
        ("a backslash at the end", [("", "a\\")], ["a", "a\\"], ["a", "a\\"]),
        ("case counts", [("", "A")], ["A", "a"], ["a"]),
        ("a file below counts for its folder", [("d/", "a")], ["a", "d/a", "d/e/a"], ["a"]),
        ("a file below wins over one above", [("", "*.log"), ("d/", "!x.log")], ["x.log", "d/x.log", "d/y.log"], ["d/x.log"]),
        ("a file below is anchored there", [("d/", "/a")], ["d/a", "d/e/a"], ["d/e/a"]),
        ("a file in an ignored folder is not read", [("", "d/"), ("d/", "!a")], ["d/a"], []),
        ("a slash alone says nothing", [("", "/\n!\n")], ["a"], ["a"]),
        ("hidden files are files", [("", ".env")], [".env", ".envrc", "d/.env"], [".envrc"]),
    ];

    public static TheoryData<string> Titles => [.. s_cases.Select(c => c.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void An_ignore_file_is_read_as_gitignore_is(string title)
    {
        using var tree = new TempTree();
        Assert.Equal(Make(tree, title), tree.Files());
    }

    [Trait("Kind", "Exhaustive")]
    [GitFact]
    public void The_table_says_what_git_says()
    {
        foreach (var title in s_cases.Select(c => c.Title))
        {
            using var tree = new TempTree();
            Git.Init(tree.Root);
            var left = Make(tree, title);
            Assert.True(left.SequenceEqual(Git.Files(tree.Root)), title);
        }
    }

    [Trait("Kind", "Exhaustive")]
    [GitFact]
    public void Lines_made_at_random_mean_what_they_mean_to_git()
    {
        using var tree = new TempTree();
        Git.Init(tree.Root);
        string[] names = ["a", "b", "ab", "a.b", "*", "[a]", "-"];
        tree.Add(from first in names from second in names select $"{first}1/{second}");
        tree.Add(from first in names from second in names select $"x/{first}/y/{second}2");
        tree.Add(names);

        var random = new Random(20251);
        string[] pieces =
        [
            "a", "b", "x", "y", "1", "2", "/", "/", "*", "**", "**/", "/**", "/**/", "?", "[ab]", "[!a]", "[a-b]", "[[:alpha:]]",
            "[[:punct:]a]", "[", "\\*", "\\[", "\\", ".", "-", " ", "!",
        ];
        for (var i = 0; i < 400; i++)
        {
            var above = Lines(3);
            var below = Lines(2);
            tree.Write(IgnoreRules.FileName, above);
            tree.Write("x/" + IgnoreRules.FileName, below);
            var (expected, actual) = (Git.Files(tree.Root), tree.Files());
            var (gitOnly, oursOnly) = (string.Join(' ', expected.Except(actual)), string.Join(' ', actual.Except(expected)));
            var message = $"{above}\n--- x:\n{below}\n--- git only: {gitOnly}\n--- ours only: {oursOnly}";
            Assert.True(expected.SequenceEqual(actual), message);
        }

        string Lines(int count) => string.Join('\n', Enumerable.Range(0, count).Select(_ => Line()));

        string Line() => (random.Next(3) == 0 ? "!" : "") + string.Concat(random.GetItems(pieces, random.Next(1, 5)));
    }

    [Theory]
    [InlineData(".git/config")]
    [InlineData("d/.git")]
    [InlineData("__pycache__/a.txt")]
    [InlineData("d/a.pyc")]
    [InlineData(".venv/bin/python")]
    [InlineData("venv/pyvenv.cfg")]
    [InlineData("web/node_modules/x/index.js")]
    [InlineData(".mypy_cache/x")]
    [InlineData(".hg/store")]
    [InlineData(".DS_Store")]
    public void Some_things_are_never_code(string path)
    {
        using var tree = new TempTree();
        tree.Add(path, "main.py");
        Assert.Equal(["main.py"], tree.Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_ignore_file_that_is_a_link_is_read_where_it_leads(bool isOutside)
    {
        using var tree = new TempTree();
        tree.Add("main.py", "secret.env", "d/secret.env", "d/x");
        var target = isOutside ? tree.Beside("shared") : tree.In("shared");
        File.WriteAllText(target, "*.env\nshared\n");
        tree.Link(IgnoreRules.FileName, target);

        Assert.Equal(["d/x", "main.py"], tree.Files());
    }

    [Fact]
    public void An_ignore_file_takes_back_what_is_never_code()
    {
        using var tree = new TempTree();
        tree.Add("a.pyc", "main.py");
        tree.Write(IgnoreRules.FileName, "!*.pyc");
        Assert.Equal(["a.pyc", "main.py"], tree.Files());
    }

    [Fact]
    public void What_a_build_makes_is_left_out_beside_a_project_file_only()
    {
        using var tree = new TempTree();
        tree.Add("app/App.csproj", "app/bin/App.dll", "app/obj/x", "app/src/bin/tool", "bin/run.sh", "obj/model.obj");
        Assert.Equal(["app/App.csproj", "app/src/bin/tool", "bin/run.sh", "obj/model.obj"], tree.Files());

        tree.Write(IgnoreRules.FileName, "!bin/");
        Assert.Equal(["app/App.csproj", "app/bin/App.dll", "app/src/bin/tool", "bin/run.sh", "obj/model.obj"], tree.Files());
    }

    [Fact]
    public async Task The_paths_that_are_left_out_are_listed_with_the_reasons()
    {
        using var tree = new TempTree();
        tree.Add("App.csproj", "bin/App.dll", ".git/config", "data/a.log", "data/b.txt", "venv/x");
        tree.Write("data/" + IgnoreRules.FileName, "# logs\n*.log\n");

        var archive = await tree.PlanAsync(new() { Except = [tree.In("data/b.txt")] });

        Assert.Equal(
            [
                ".git/ (never packed)",
                "bin/ (built in, beside a project file: /bin/)",
                "data/a.log (data/.paiignore: *.log)",
                "data/b.txt (jobs write to it)",
                "venv/ (built in: venv/)",
            ],
            archive.LeftOut);
    }

    [Fact]
    public void Nothing_takes_back_what_git_keeps()
    {
        using var tree = new TempTree();
        tree.Add(".git/config", "d/.git", "main.py");
        tree.Write(IgnoreRules.FileName, "*\n!*/\n!.git\n!*");
        Assert.Equal(["main.py"], tree.Files());
    }

    [Fact]
    public void A_pattern_of_many_stars_takes_no_time()
    {
        var pattern = IgnorePattern.Parse(string.Concat(Enumerable.Repeat("*a", 200)) + "b")!;
        Assert.False(pattern.IsMatch(new string('a', 4000), isDirectory: false));
    }

    private static string[] Make(TempTree tree, string title)
    {
        var (_, ignore, files, left) = s_cases.Single(c => c.Title == title);
        tree.Add(files);
        foreach (var (path, text) in ignore) tree.Write(path + IgnoreRules.FileName, text);
        return left;
    }
}
