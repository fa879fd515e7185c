using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>Says which requests get a fault. Conditions that are not set match every request.</summary>
/// <param name="fault">The fault.</param>
public sealed class FaultRule(Fault fault)
{
    private int _matches;
    private int _hits;

    /// <summary>The fault.</summary>
    public Fault Fault { get; } = fault ?? throw new ArgumentNullException(nameof(fault));

    /// <summary>The HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key, as a whole.</summary>
    public string? Key { get; init; }

    /// <summary>The beginning of the key.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>The operation.</summary>
    public EmulatedOperation? Operation { get; init; }

    /// <summary>The job that a request to PAI-DLC names in its path.</summary>
    public string? JobId { get; init; }

    /// <summary>The number of a part.</summary>
    public int? PartNumber { get; init; }

    /// <summary>The number of matching requests that pass before the first fault; 0 by default.</summary>
    public int Skip { get; init; }

    /// <summary>The largest number of requests that get the fault; null for all of them.</summary>
    public int? Count { get; init; }

    /// <summary>The probability with which a matching request gets the fault, from 0 to 1; 1 by default.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The number of requests that have got the fault.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal bool Matches(OssRequest request) =>
        Matches(request.Method, request.Bucket, request.Key, request.Operation, request.Query["partNumber"])
        && (JobId is null || JobId == request.JobId);

    /// <summary>Counts a matching request, within the lock of the rules; true for one that gets the fault.</summary>
    internal bool TryFire(Func<double> random)
    {
        if (_hits >= Count || ++_matches <= Skip || (Probability < 1 && random() >= Probability)) return false;
        _hits++;
        return true;
    }

    private bool Matches(string method, string bucket, string? key, EmulatedOperation operation, string? partNumber) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Bucket is null || Bucket == bucket)
        && (Key is null || Key == key)
        && (KeyPrefix is null || (key is not null && key.StartsWith(KeyPrefix, StringComparison.Ordinal)))
        && (Operation is null || Operation == operation)
        && (PartNumber is null || (int.TryParse(partNumber, out var number) && number == PartNumber));
}
