extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class RefactoringTests
{
    [Fact]
    public Task A_record_becomes_a_job() => RefactoringTest.VerifyAsync<MakeJobRefactoring>(
        """
        namespace Acme;

        /// <summary>Tokens.</summary>
        public sealed record Tokenize$$Job(int N = 1);
        """,
        """
        using Pai.Jobs;

        namespace Acme;

        /// <summary>Tokens.</summary>
        [ProcessingJob("python main.py")]
        public sealed partial record TokenizeJob(int N = 1);
        """);

    [Fact]
    public Task So_do_the_types_around_it_become_partial() => RefactoringTest.VerifyAsync<MakeJobRefactoring>(
        """
        using Pai.Jobs;

        public class Jobs
        {
            // Twice the same.
            public class A { public record Tokenize { } }

            public class B { public re$$cord Tokenize { } }
        }
        """,
        """
        using Pai.Jobs;

        public partial class Jobs
        {
            // Twice the same.
            public class A { public record Tokenize { } }

            public partial class B {
                [ProcessingJob("python main.py")]
                public partial record Tokenize { } }
        }
        """);

    [Theory]
    [InlineData(
        "namespace A\r\n{\r\n\tpublic record Tok$$enize { }\r\n}\r\n",
        "using Pai.Jobs;\r\n\r\nnamespace A\r\n{\r\n\t[ProcessingJob(\"python main.py\")]\r\n"
            + "\tpublic partial record Tokenize { }\r\n}\r\n")]
    [InlineData(
        "// Copyright\n\n// Tokens.\npublic record Tok$$enize;\n",
        "// Copyright\n\nusing Pai.Jobs;\n\n// Tokens.\n[ProcessingJob(\"python main.py\")]\npublic partial record Tokenize;\n")]
    [InlineData(
        "using System;\nusing System.IO; // files\npublic record Tok$$enize;\n",
        "using System;\nusing System.IO; // files\nusing Pai.Jobs;\n"
            + "[ProcessingJob(\"python main.py\")]\npublic partial record Tokenize;\n")]
    [InlineData(
        "#define A\n#if A\npublic record Tok$$enize;\n#endif\n",
        "#define A\nusing Pai.Jobs;\n\n#if A\n[ProcessingJob(\"python main.py\")]\npublic partial record Tokenize;\n#endif\n")]
    public Task In_the_form_of_the_file(string before, string after) => RefactoringTest.VerifyAsync<MakeJobRefactoring>(before, after);

    [Theory]
    [InlineData("[Pai.Jobs.ProcessingJob(\"x\")] public partial record Tokenize$$Job;")]
    [InlineData("public abstract record Tokenize$$Job;")]
    [InlineData("file record Tokenize$$Job;")]
    [InlineData("public class Tokenize$$Job { }")]
    [InlineData("public record TokenizeJob { $$ }")]
    [InlineData("public record TokenizeJob { public int $$N { get; init; } }")]
    public Task What_cannot_become_one_or_is_one_is_left(string source) => RefactoringTest.VerifyNothingAsync<MakeJobRefactoring>(source);

    [Fact]
    public Task A_text_becomes_the_constant() => RefactoringTest.VerifyAsync<UseConstantRefactoring>(
        "using Pai.Jobs;\n[ProcessingJob(\"x\", InstanceType = \"ecs.$$g7.xlarge\")] public partial record A;",
        "using Pai.Jobs;\n[ProcessingJob(\"x\", InstanceType = InstanceTypes.Ecs.G7.XLarge)] public partial record A;");

    [Fact]
    public Task With_a_using_where_there_is_none() => RefactoringTest.VerifyAsync<UseConstantRefactoring>(
        "[Pai.Jobs.ProcessingJob(\"x\", InstanceType = \"ecs.$$g7.xlarge\")] public partial record A;\n",
        "using Pai.Jobs;\n\n[Pai.Jobs.ProcessingJob(\"x\", InstanceType = InstanceTypes.Ecs.G7.XLarge)] public partial record A;\n");

    [Fact]
    public Task A_constant_becomes_its_text() => RefactoringTest.VerifyAsync<UseConstantRefactoring>(
        "using Pai.Jobs;\n[ProcessingJob(\"x\", InstanceType = InstanceTypes.$$Ecs.G7.XLarge)] public partial record A;",
        "using Pai.Jobs;\n[ProcessingJob(\"x\", InstanceType = \"ecs.g7.xlarge\")] public partial record A;");

    [Theory]
    [InlineData("[Pai.Jobs.ProcessingJob(\"x\", InstanceType = \"ecs.$$g0.xlarge\")] public partial record A;")]
    [InlineData("[Pai.Jobs.ProcessingJob(\"x\", BaseJobName = \"ecs.$$g7.xlarge\")] public partial record A;")]
    [InlineData("[Other(InstanceType = \"ecs.$$g7.xlarge\")] public record A; public class OtherAttribute : "
        + "System.Attribute { public string? InstanceType { get; set; } }")]
    [InlineData("[Pai.Jobs.ProcessingJob(\"x\", InstanceType = A.$$Name)] public partial record A { public const string Name = "
        + "\"ecs.g7.xlarge\"; }")]
    public Task Other_texts_and_constants_are_left(string source) => RefactoringTest.VerifyNothingAsync<UseConstantRefactoring>(source);

    [Theory]
    [InlineData("\"python $$main.py --lr=0.1\"", "new[] { \"python\", \"main.py\", \"--lr=0.1\" }")]
    [InlineData("new[] { \"python\", $$\"main.py\" }", "\"python main.py\"")]
    [InlineData("new string[] $${ \"python\" }", "\"python\"")]
    [InlineData("command: \"python $$main.py\"", "arguments: new[] { \"python\", \"main.py\" }")]
    public Task A_plain_command_has_two_forms(string before, string after) => RefactoringTest.VerifyAsync<CommandFormRefactoring>(
        $"[Pai.Jobs.ProcessingJob({before}, Image = \"a/b\")] public partial record A;",
        $"[Pai.Jobs.ProcessingJob({after}, Image = \"a/b\")] public partial record A;");

    [Theory]
    [InlineData("\"python $$main.py $PAI_USER_ARGS\"")]
    [InlineData("\"python $$main.py && ls\"")]
    [InlineData("\"LANG=C $$sort\"")]
    [InlineData("\"cd $$src\"")]
    [InlineData("\"ls\\npwd$$\"")]
    [InlineData("\"ls *$$.py\"")]
    [InlineData("\"$$\"")]
    [InlineData("new[] { \"python\", $$\"a b\" }")]
    [InlineData("new[] { \"python\", $$\"\" }")]
    [InlineData("new[] { \"python\", A.$$Name }")]
    public Task What_a_shell_would_read_otherwise_is_left(string command) => RefactoringTest.VerifyNothingAsync<CommandFormRefactoring>(
        $"[Pai.Jobs.ProcessingJob({command})] public partial record A {{ public const string Name = \"a\"; }}");
}
