namespace Pai.Jobs.Generators.Tests;

/// <summary>A project of many files, and edits of it that change what other files say.</summary>
internal static class EditedFiles
{
    public static readonly string[] Files =
    [
        """
        using Pai.Jobs;
        using Kind = Acme.Shared.Kind;

        namespace Acme;

        [ProcessingJob("python first.py", Image = Constants.Image)]
        internal partial record First : Base<int>
        {
            [Input] public required OssUri Corpus { get; init; }
            [Parameter] public Kind Kind { get; init; }
            [Parameter] public Alias Aliased { get; init; }
            [Output] public OssUri? Tokens { get; init; }
        }
        """,
        """
        using Pai.Jobs;

        namespace Acme;

        internal abstract record Base<T>
        {
            [Parameter, Even] public virtual T? Seed { get; init; }
        }
        """,
        """
        namespace Acme.Shared { public enum Kind { A, B } }
        namespace Acme {
            internal static class Constants { public const string Image = "registry/image:1"; public const string Name = "n"; } }
        """,
        """
        global using Alias = System.Int32;
        global using Job = Pai.Jobs.ProcessingJobAttribute;
        global using static Acme.Constants;
        """,
        """
        namespace Acme;

        internal partial class Outer
        {
            [Job("python second.py", Framework = "PyTorch")]
            internal partial record Second([Pai.Jobs.Parameter(Constants.Name)] int Number);
        }
        """,
        """
        namespace Acme;

        internal partial class Outer
        {
            internal partial record Second
            {
                [Pai.Jobs.Parameter] public int Part { get; init; }
            }
        }
        """,
        """
        namespace Acme;

        internal sealed class EvenAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute { }

        internal class Unrelated { public int Compute() => 1 + 1; }
        """,
        """
        namespace Other;

        [Pai.Jobs.ProcessingJob("python third.py", InstanceType = "local")]
        internal partial record Third { [Pai.Jobs.Parameter] public System.DayOfWeek Day { get; init; } }
        """,
        """
        using System.ComponentModel.DataAnnotations;
        using Pai.Jobs;
        using K = Acme.Shared.Kind;
        namespace Acme.Plain
        {
            using Acme.Shared;
            [ProcessingJob("python fourth.py", Image = Constants.Image, InstanceCount = 2)]
            public sealed partial record Fourth
            {
                [Input] public required OssUri Corpus { get; init; }
                [Parameter, Range(0, 3), Even] public int Retries { get; init; }
                [Parameter] public K Short { get; init; }
            }
        }
        """,
        """
        using System.ComponentModel.DataAnnotations;
        using Pai.Jobs;
        using K = Acme.Shared.Kind;
        namespace Acme.Plain
        {
            using Acme.Shared;
            [ProcessingJob("python fifth.py", InstanceCount = 2, Image = Constants.Image)]
            public sealed partial record Fifth
            {
                [Parameter] public K Brief { get; init; }
                [Input] public required OssUri Words { get; init; }
                [Parameter, Range(0, 3), Even] public int Tries { get; init; }
                [Parameter] public Kind Kind { get; init; }
            }
        }
        """,
        """
        var Note = "2";
        System.Console.WriteLine(Note);
        if (args is [var Extra, ..] && int.TryParse(Extra, out var Parsed)) { System.Console.WriteLine(Parsed); }
        (int Left, var Right) = (1, 2);
        void Helper() { }
        Helper();
        """,
        """
        using Pai.Jobs;
        namespace Acme;

        [ProcessingJob("python parts.py", Image = Image)]
        internal partial record Parts
        {
            [Parameter] public int Before { get; init; }
            public partial int Count { get; set; }
            public partial OssUri Data { get; set; }
            [Parameter, Called(1 + 1)] public int After { get; init; }
        }
        """,
        """
        using Pai.Jobs;
        namespace Acme;

        internal partial record Parts
        {
            [Parameter] public partial int Count { get => 1; set { } }
            [Input] public partial OssUri? Data { get => null; set { } }
            [Output] public OssUri? Made { get; init; }
        }
        """,
        """
        using System.Runtime.CompilerServices;
        namespace Acme;

        internal sealed class CalledAttribute(
            int value, [CallerArgumentExpression("value")] string? code = null, [CallerMemberName] string? member = null)
            : System.ComponentModel.DataAnnotations.ValidationAttribute
        {
            public int Value => value;
            public string Code { get; } = code + member;
            public int Line { get; set; }
        }
        """,
    ];

    /// <summary>A text and what takes its place; and back, when it is there already.</summary>
    public static readonly (int File, string One, string Two)[] Edits =
    [
        (0, "[Input] public required", "/* c */ [Input] public required"),
        (0, "OssUri Corpus", "OssUri Words"),
        (0, "using Kind = Acme.Shared.Kind;", "using Kind = System.DayOfWeek;"),
        (0, ": Base<int>", ": Base<long>"),
        (0, ": Base<int>", ""),
        (0, "namespace Acme;", "namespace Acme.More;"),
        (0, "partial record First", "record First"),
        (0, "[ProcessingJob(", "[Oops("),
        (0, "Constants.Image", "Image"),
        (1, "[Parameter, Even]", "[Parameter]"),
        (1, "[Parameter, Even]", "[Parameter(\"seed_value\"), Even]"),
        (1, "abstract record Base<T>", "abstract record Base2<T>"),
        (1, "virtual T? Seed", "virtual T? Other"),
        (1, "{ get; init; }", "{ get; }"),
        (1, "{ get; init; }", "{ get; private init; }"),
        (1, "namespace Acme;", "namespace Acme.Shared;"),
        (2, "enum Kind { A, B }", "struct Kind { }"),
        (2, "enum Kind { A, B }", "class Kind { }"),
        (2, "{ A, B }", "{ [System.Runtime.Serialization.EnumMember(Value = \"a\")] A, B }"),
        (2, "registry/image:1", "registry/image:2"),
        (2, "Name = \"n\"", "Name = \"m\""),
        (2, "Acme.Shared { public enum", "Acme.Elsewhere { public enum"),
        (3, "System.Int32", "System.Int64"),
        (3, "System.Int32", "System.Uri"),
        (3, "global using Job = Pai.Jobs.ProcessingJobAttribute;", "global using Job = System.ObsoleteAttribute;"),
        (3, "global using Alias = System.Int32;", "global using Alias = Acme.Shared.Kind;"),
        (4, "int Number", "string Number"),
        (4, "partial class Outer", "partial struct Outer"),
        (4, "partial class Outer", "class Outer"),
        (4, "Constants.Name", "\"x\""),
        (5, "partial class Outer", "partial struct Outer"),
        (5, "[Pai.Jobs.Parameter]", "[Pai.Jobs.Input]"),
        (5, "public int Part", "public int Outputs"),
        (5, "public int Part { get; init; }", ""),
        (6, "ValidationAttribute { }", "ValidationAttribute { public EvenAttribute(int n = 3) { } }"),
        (6, "System.ComponentModel.DataAnnotations.ValidationAttribute", "System.Attribute"),
        (6, "1 + 1", "2 + 2"),
        (6, "internal class Unrelated", "internal class THIRD { } internal class Unrelated"),
        (6, "internal class Unrelated", "internal enum Alias { } internal class Unrelated"),
        (6, "internal class Unrelated", "internal class OssUri { } internal class Unrelated"),
        (6, "internal class Unrelated",
            "internal partial record First { [Pai.Jobs.Parameter] public int Late { get; init; } } internal class Unrelated"),
        (7, "System.DayOfWeek", "DayOfWeek"),
        (7, "namespace Other;", "namespace Other; enum DayOfWeek { X }"),
        (7, "record Third", "record THIRD"),
        (7, "record Third", "record struct Third"),
        (8, "using K = Acme.Shared.Kind;", "using K = System.DayOfWeek;"),
        (8, "Range(0, 3)", "Range(0, 4)"),
        (8, "K Short", "int Short"),
        (8, "InstanceCount = 2", "InstanceCount = 3"),
        (8, "record Fourth", "record Constants"),
        (8, "public sealed partial record Fourth", "public enum Range { } public sealed partial record Fourth"),
        (8, "[Input] public", "#nullable disable\n                [Input] public"),
        (9, "[Input] public", "private class K { } [Input] public"),
        (9, "K Brief", "OssUri Brief"),
        (9, "Kind Kind", "Kind Constants"),
        (9, "record Fifth", "record FOURTH"),
        (9, "[Parameter, Range(0, 3), Even]", "[Parameter, Even, Range(0, 3)]"),
        (9, "namespace Acme.Plain", "namespace Acme.plain"),
        (9, "Image = Constants.Image", "Image = \"a/b\""),
        (10, "var Note", "var Image"),
        (10, "var Note", "const string Image"),
        (10, "var Note = \"2\";", "{ var Note = \"2\"; }"),
        (10, "if (args", "_ = (args"),
        (10, "var Extra", "var Name"),
        (10, "out var Parsed", "out var Image"),
        (10, "var Right", "var Image"),
        (10, "var Right", "var Acme"),
        (10, "void Helper()", "void Image()"),
        (10, "Helper();", ""),
        (10, "(1, 2);", "(3, 4);"),
        (10, "var Note = \"2\";", ""),
        (11, "public partial int Count { get; set; }", "public partial int Count { get => 1; set { } }"),
        (11, "public partial OssUri Data { get; set; }", "public partial OssUri Data { get => null!; set { } }"),
        (11, "Called(1 + 1)", "Called(1  +  1)"),
        (11, "Called(1 + 1)", "Called(1 + /* one */ 1)"),
        (11, "Called(1 + 1)", "Called(1 + 1, Line = 3)"),
        (11, "Called(1 + 1)", "Called(\n1 + 1)"),
        (11, "namespace Acme;", "#line 100\nnamespace Acme;"),
        (11, "namespace Acme;", "\n// A comment.\nnamespace Acme;"),
        (11, "Image = Image", "Image = nameof(Image)"),
        (12, "Count { get => 1; set { } }", "Count { get; set; }"),
        (12, "Data { get => null; set { } }", "Data { get; set; }"),
        (12, "[Input] public partial OssUri? Data", "[Input(Required = true)] public partial OssUri? Data"),
        (12, "get => 1;", "get => 2;"),
        (12, "get => 1;", "get { return 1; }"),
        (13, "[CallerMemberName]", "[CallerFilePath]"),
        (13, "int value, [CallerArg", "int value, [CallerLineNumber] int line = 0, [CallerArg"),
        (13, "[CallerArgumentExpression(\"value\")] ", ""),
    ];
}
