namespace Pai.Jobs.Internal.Parameters;

/// <summary>The kinds of parameter types. Their names are in job files.</summary>
internal enum ParameterKind
{
    String,
    Boolean,
    Integer,
    Number,
    Decimal,
    Character,
    Guid,
    Uri,
    DateTime,
    Date,
    Time,
    Duration,
    Enum,
    Flags,
    List,
    Secret,
}
