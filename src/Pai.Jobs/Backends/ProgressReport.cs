using System.Globalization;

namespace Pai.Jobs;

/// <summary>The progress of a job.</summary>
public sealed record ProgressReport : JobReport
{
    /// <summary>The finished part of the work, from 0 to 1.</summary>
    public required double Fraction { get; init; }

    /// <summary>The current step, for people; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The progress in percent, rounded down, and the message: <c>42% reading</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Percent}% {Message?.ReplaceLineEndings(" ")}").TrimEnd();

    /// <summary>Rounded down: only finished work is 100 %. With room for the error of a fraction such as 0.29.</summary>
    internal int Percent => (int)Math.Floor(Math.Round(Fraction * 100, 9));
}
