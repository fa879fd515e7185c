namespace Pai.Jobs.Generators;

/// <summary>How <c>FromEnvironment</c> sets a property.</summary>
public enum MemberInitialization
{
    /// <summary>After the record was made, with the record's own value as the default.</summary>
    WithExpression,

    /// <summary>In the initialiser of the record: it is <c>required</c>.</summary>
    ObjectInitializer,

    /// <summary>As an argument of the positional record.</summary>
    ConstructorArgument,
}
