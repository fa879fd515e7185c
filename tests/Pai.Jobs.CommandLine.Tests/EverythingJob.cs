using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace Pai.Jobs.CommandLine.Tests;

public enum Wire
{
    [EnumMember(Value = "one-1")]
    One,
    None,
}

[Flags]
public enum Sides
{
    Neither = 0,
    Left = 1,
    Right = 2,
}

/// <summary>A record with a parameter of each type, and names that Python keeps for itself.</summary>
[ProcessingJob("python3 show.py", InstanceType = "local")]
public sealed partial record TypesJob
{
    [Input]
    public DataLocation? Data { get; init; }

    [Output("data")]
    public DataLocation? Copy { get; init; }

    [Parameter]
    public string Text { get; init; } = "a\"b\\\nü";

    [Parameter("class")]
    public string Class { get; init; } = "k";

    [Parameter]
    public string? Nothing { get; init; }

    [Parameter]
    public bool Flag { get; init; } = true;

    [Parameter]
    public long Long { get; init; } = long.MinValue;

    [Parameter]
    public ulong Unsigned { get; init; } = ulong.MaxValue;

    [Parameter]
    public double Double { get; init; } = 1e-300;

    [Parameter]
    public float Nan { get; init; } = float.NaN;

    [Parameter]
    public decimal Decimal { get; init; } = 1.10m;

    [Parameter]
    public char Char { get; init; } = 'x';

    [Parameter]
    public Guid Guid { get; init; } = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Parameter]
    public Uri Uri { get; init; } = new("https://example.com/a?b");

    [Parameter]
    public DateTime Time { get; init; } = new(2026, 1, 31, 13, 45, 1, DateTimeKind.Utc);

    [Parameter]
    public DateTimeOffset Offset { get; init; } = new(2026, 1, 31, 13, 45, 0, 123, TimeSpan.FromHours(8));

    [Parameter]
    public DateOnly Date { get; init; } = new(2026, 1, 31);

    [Parameter]
    public TimeOnly Clock { get; init; } = new(13, 45, 0, 500);

    [Parameter]
    public TimeSpan Span { get; init; } = -new TimeSpan(1, 2, 3, 4, 5);

    [Parameter]
    public Wire Wire { get; init; } = Wire.One;

    [Parameter]
    public Wire? OtherWire { get; init; } = Wire.None;

    [Parameter]
    public Sides Sides { get; init; } = Sides.Left | Sides.Right;

    [Parameter]
    public int? OptionalInt { get; init; }

    [Parameter]
    public string[] Strings { get; init; } = ["a", "b,\"c"];

    [Parameter]
    public List<double> Numbers { get; init; } = [0.1, double.PositiveInfinity];

    [Parameter]
    public ImmutableArray<Wire> Wires { get; init; } = [Wire.One, Wire.None];

    [Parameter]
    public IReadOnlyList<bool> Flags { get; init; } = [true, false];

    [Parameter]
    public Secret? Key { get; init; }
}

/// <summary>A record with every argument.</summary>
[ProcessingJob(
    ["python", "main.py", "a \"b\"\n"],
    Image = "registry/image:1",
    InstanceType = "ecs.gn6i-c4g1.xlarge",
    InstanceCount = 2,
    JobType = JobType.TFJob,
    BaseJobName = "tokenize",
    MaxRunTimeSeconds = 3600,
    OutputPath = "oss://bucket/results/",
    Requirements = ["numpy==1.26.4", "pandas"],
    VpcId = "vpc-1",
    SwitchId = "vsw-1",
    SecurityGroupId = "sg-1",
    ExtendedCidrs = ["10.0.0.0/8"],
    SpotStrategy = SpotStrategy.SpotWithPriceLimit,
    SpotDiscountLimit = 0.5,
    Priority = 3,
    Description = "Über \"all\"")]
[EnvironmentVariable("A", "1")]
[EnvironmentVariable("TOKEN", SecretReference = "env:TOKEN")]
[Label("team", "a")]
[Setting("EnableRDMA", "true")]
[Retry(OwnErrorRetries = 1, MaxQueueTimeSeconds = 1800, FallbackInstanceTypes = ["ecs.gn7i-c8g1.2xlarge"], OnDemandAfterSpot = true)]
public sealed partial record EveryArgumentJob
{
    [Input(MountAccess = MountAccess.ReadWrite)]
    public required OssUri Corpus { get; init; }

    [Input(DefaultUri = "oss://bucket/default/")]
    public DataLocation? Extra { get; init; }

    [Output(Append = true)]
    public OssUri? Result { get; init; }

    [Checkpoint]
    public OssUri? State { get; init; }

    [Parameter(Description = "The number of tries"), Range(1, 9)]
    public int Tries { get; init; } = 3;

    [Parameter]
    public required Secret Password { get; init; }
}
