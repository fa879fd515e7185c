namespace Pai.Jobs;

/// <summary>The value of a setting of a session, and where it comes from.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">
/// The source of the value, for people: <c>PaiSessionBuilder.Region</c>, <c>the variable PAI_REGION_ID</c>, a key of a file.
/// </param>
public sealed record PaiSetting(string Value, string Source)
{
    /// <summary>The value and its source.</summary>
    public override string ToString() => $"{Value} ({Source})";
}
