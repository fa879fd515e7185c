using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A range of requested resources that ListJobs filters by; both ends belong to it.</summary>
internal sealed record NumericRange(Func<PodResources, double> Field, long Min, long Max)
{
    /// <summary>The range of a request; null for none.</summary>
    public static NumericRange? Of(PaiCall call)
    {
        var (min, max) = (Number(call, "NumericRangeMin"), Number(call, "NumericRangeMax"));
        if (call["NumericRangeField"] is not { } field)
            return min is null && max is null ? null : throw PaiErrors.Missing("NumericRangeField");
        return new(FieldOf(field), min ?? long.MinValue, max ?? long.MaxValue);
    }

    public bool Contains(PodResources resources) => Field(resources) is var value && value >= Min && value <= Max;

    private static Func<PodResources, double> FieldOf(string name) => name switch
    {
        "RequestCPU" => resources => resources.Cpu,
        "RequestGPU" => resources => resources.Gpu,
        "RequestMemory" => resources => resources.MemoryGiB,
        _ => throw PaiErrors.Invalid("NumericRangeField", $"'{name}' is not a number of a job."),
    };

    private static long? Number(PaiCall call, string name)
    {
        if (call[name] is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw PaiErrors.Invalid(name, $"'{text}' is not a whole number.");
    }
}
