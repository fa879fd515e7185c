namespace Pai.Jobs.Generators;

/// <summary>How <c>FromEnvironment</c> sets a property.</summary>
public enum MemberRebuild
{
    /// <summary>After the record was made, with the record's own value as the default.</summary>
    With,

    /// <summary>In the initialiser of the record: it is <c>required</c>.</summary>
    Initializer,

    /// <summary>As an argument of the positional record.</summary>
    Argument,
}
