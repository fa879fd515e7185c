using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>The rules of an emulator. The first rule that applies decides what happens to a request; they can change at any time.</summary>
public sealed class FaultRules
{
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];
    private readonly Random _random;

    [SuppressMessage("Security", "CA5394", Justification = "The same seed gives the same faults.")]
    internal FaultRules(int seed) => _random = new(seed);

    /// <summary>Adds a rule behind the ones there are.</summary>
    /// <param name="rule">The rule; its <see cref="FaultRule.Hits"/> count from now on.</param>
    /// <returns>The rule.</returns>
    public FaultRule Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_gate) _rules.Add(rule);
        return rule;
    }

    /// <summary>Adds a rule for the next requests of one operation.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="operation">The operation; null for all of them.</param>
    /// <param name="count">How many requests get the fault; null for all of them.</param>
    /// <returns>The rule.</returns>
    public FaultRule Add(Fault fault, EmulatedOperation? operation = null, int? count = 1) =>
        Add(new FaultRule(fault) { Operation = operation, Count = count });

    /// <summary>Removes all rules.</summary>
    public void Clear()
    {
        lock (_gate) _rules.Clear();
    }

    [SuppressMessage("Security", "CA5394", Justification = "The same seed gives the same faults.")]
    internal FiredFault? Fire(OssRequest request)
    {
        lock (_gate)
        {
            foreach (var rule in _rules)
            {
                if (rule.Matches(request) && rule.TryFire(_random.NextDouble)) return new(rule.Fault, _random.NextDouble());
            }

            return null;
        }
    }
}
