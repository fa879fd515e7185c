using System.ComponentModel.DataAnnotations;

namespace Pai.Jobs.CommandLine.Tests;

/// <summary>A record with rules, one of which is its own code.</summary>
[ProcessingJob("true", InstanceType = "local")]
internal sealed partial record CheckedJob
{
    [Parameter, Range(1, 10)]
    public int Epochs { get; init; } = 3;

    [Parameter, Range(0.0, 1.0, MinimumIsExclusive = true, ErrorMessage = "{0} must be a fraction.")]
    public double? Rate { get; init; } = 0.5;

    [Parameter, Range(0, 9)]
    public byte Small { get; init; } = 1;

    [Parameter, RegularExpression("[A-Z]{3}"), Required]
    public string? Station { get; init; } = "SEA";

    [Parameter, AllowedValues("fast", null)]
    public string? Mode { get; init; } = "fast";

    [Parameter, MinLength(1), MaxLength(2, ErrorMessage = "{0}: at most {1}")]
    public int[] Layers { get; init; } = [64];

    [Parameter, EnumDataType(typeof(Wire)), DeniedValues(Wire.None)]
    public Wire Wire { get; init; } = Wire.One;

    [Parameter, Range(typeof(DateOnly), "2020-01-01", "2030-01-01", MaximumIsExclusive = true)]
    public DateOnly? Day { get; init; }

    [Parameter, Even]
    public int Pairs { get; init; } = 2;

    internal sealed class EvenAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => value is int number && number % 2 == 0;
    }
}
