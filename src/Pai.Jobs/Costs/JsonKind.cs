namespace Pai.Jobs.Internal.Costs;

/// <summary>The kind of a value in JSON; a word is <c>true</c>, <c>false</c> or <c>null</c>. The analyzers compile this file too.</summary>
internal enum JsonKind
{
    Object,
    Array,
    String,
    Number,
    Word,
}
