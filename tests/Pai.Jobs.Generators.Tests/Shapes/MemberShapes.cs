using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Kinds of channels and parameters.</summary>
internal static class MemberShapes
{
    private const string Job = """[ProcessingJob("python main.py", Image = "registry/image:1")]""";

    public static IEnumerable<Shape> All { get; } =
    [
        new("every_channel", Shape.Usings + $$"""
            {{Job}}
            internal partial record Job
            {
                [Input] public required OssUri Oss { get; init; }
                [Input("nas-1.x")] public NasUri? Nas { get; init; }
                [Input(Required = true)] public CpfsUri? Cpfs { get; init; }
                [Input(Required = false)] public required DatasetId Dataset { get; init; }
                [Input(DefaultUri = "./data \"x\"")] public LocalPath? Local { get; init; }
                [Input(DefaultUri = "oss://bucket/", MountAccess = MountAccess.ReadWrite, MountPath = "/data/any/")]
                public DataLocation Any { get; init; } = "oss://other/";
                [Input] public OssUri NotNull { get; set; } = null!;
                [Input] public required OssUri? RequiredButNullable { get; init; }
                [Output] public OssUri? OssOut { get; set; }
                [Output("nas_out")] public NasUri? NasOut { get; init; }
                [Output(Uri = "cpfs://fs.cn-hangzhou/x/")] public CpfsUri? CpfsOut { get; init; }
                [Output] public required DatasetId DatasetOut { get; init; }
                [Output] public DataLocation? AnyOut { get; init; }
                [Checkpoint("run-state", Uri = "oss://bucket/state/", Append = true)] public OssUri? State { get; init; }
            }
            """),
        new("every_parameter_type", Shape.Usings + $$"""
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Runtime.Serialization;

            namespace Acme;

            internal enum Color { Red, Green }

            internal enum Wire { [EnumMember(Value = "one \"1\"")] One, Two, [EnumMember] @default }

            {{Job}}
            internal partial record Job
            {
                [Parameter] public string Text { get; init; } = "a\"b\n";
                [Parameter] public string? OptionalText { get; init; }
                [Parameter] public bool Flag { get; init; }
                [Parameter] public sbyte SByte { get; init; }
                [Parameter] public byte Byte { get; init; }
                [Parameter] public short Int16 { get; init; }
                [Parameter] public ushort UInt16 { get; init; }
                [Parameter] public int Int32 { get; init; }
                [Parameter] public uint UInt32 { get; init; }
                [Parameter] public long Int64 { get; init; } = long.MinValue;
                [Parameter] public ulong UInt64 { get; init; }
                [Parameter] public nint NativeInt { get; init; }
                [Parameter] public nuint NativeUInt { get; init; }
                [Parameter] public float Single { get; init; } = float.NaN;
                [Parameter] public double Double { get; init; }
                [Parameter] public decimal Decimal { get; init; }
                [Parameter] public char Char { get; init; }
                [Parameter] public Guid Guid { get; init; }
                [Parameter] public Uri? Uri { get; init; }
                [Parameter] public DateTime DateTime { get; init; }
                [Parameter] public DateTimeOffset DateTimeOffset { get; init; }
                [Parameter] public DateOnly DateOnly { get; init; }
                [Parameter] public TimeOnly TimeOnly { get; init; }
                [Parameter] public TimeSpan TimeSpan { get; init; }
                [Parameter] public Color Color { get; init; }
                [Parameter] public Wire Wire { get; init; }
                [Parameter] public Wire? OptionalWire { get; init; }
                [Parameter] public int? OptionalInt { get; init; }
                [Parameter] public required int? RequiredNullable { get; init; }
                [Parameter] public required string? RequiredNullableText { get; init; }
                [Parameter] public required Guid RequiredGuid { get; init; }
                [Parameter] public string[] Array { get; init; } = new string[0];
                [Parameter] public int[]? OptionalArray { get; init; }
                [Parameter] public List<double> List { get; init; } = new();
                [Parameter] public IReadOnlyList<Color> ReadOnlyList { get; init; } = new Color[0];
                [Parameter] public ImmutableArray<string> Immutable { get; init; } = ImmutableArray<string>.Empty;
                [Parameter(Description = "Said \"so\".")] public int Described { get; init; }
            }
            """),
        new("validation_attributes", Shape.Usings + $$"""
            namespace Acme;

            [AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
            internal sealed class EvenAttribute : ValidationAttribute
            {
                public EvenAttribute(params int[] except) => Except = except;
                public int[] Except { get; }
                public Type? Kind { get; set; }
                public override bool IsValid(object? value) => value is int n && n % 2 == 0;
            }

            {{Job}}
            internal partial record Job([Parameter, Range(1, 9)] int Positional = 3)
            {
                [Parameter, Range(0, 10)] public int Int { get; init; }
                [Parameter, Range(-5, 10, ErrorMessage = "{0}!")] public double Double { get; init; }
                [Parameter, Range(0.5, double.PositiveInfinity, MinimumIsExclusive = true)] public float Float { get; init; } = 1;
                [Parameter, Range(0, 10)] public long? Long { get; init; }
                [Parameter, Range(0, 10)] public nint Native { get; init; }
                [Parameter, Range(typeof(decimal), "0.1", "2", MaximumIsExclusive = true, ErrorMessage = "no")]
                public decimal Decimal { get; init; } = 1;
                [Parameter, Range(typeof(DateOnly), "2020-01-01", "2030-01-01")] public DateOnly? Date { get; init; }
                [Parameter, Required, StringLength(10, MinimumLength = 2)] public string Text { get; init; } = "abc";
                [Parameter, RegularExpression("^[a-z\"\\\\]+$"), MinLength(1), MaxLength(5, ErrorMessage = "long")]
                public string Pattern { get; init; } = "a";
                [Parameter, Length(1, 3)] public int[] Items { get; init; } = new[] { 1 };
                [Parameter, AllowedValues("a", null, "b")] public string? Choice { get; init; }
                [Parameter, DeniedValues(1, 2)] public int Denied { get; init; }
                [Parameter, EmailAddress] public string? Mail { get; init; }
                [Parameter, Even(1, 3, Kind = typeof(System.Collections.Generic.List<>))] public int Even { get; init; }
                [Parameter, EnumDataType(typeof(DayOfWeek))] public DayOfWeek Day { get; init; }
            }
            """, LanguageVersion.CSharp11),
        new("obsolete_members", Shape.Usings + $$"""
            namespace Acme;

            [Obsolete("old")]
            internal enum Old { A }

            [Obsolete]
            internal partial class Container
            {
                {{Job}}
                internal partial record Inner { [Parameter] public Old Old { get; init; } }
            }

            {{Job}}
            internal partial record Job
            {
                [Parameter, Obsolete] public int A { get; init; }
                [Parameter, Obsolete("use A")] public int B { get; init; }
                [Output, Obsolete("use A", false)] public OssUri? C { get; init; }
            }
            """, LanguageVersion.CSharp11),
    ];
}
