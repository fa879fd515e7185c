namespace Pai.Jobs.Internal.Parameters;

/// <summary>The type of a parameter that has checks, for the data of these checks.</summary>
/// <param name="Shape">The type as data.</param>
/// <param name="Type">The type in C#.</param>
/// <param name="TextsOf">The string forms of a value; none for a value of another type, which no value of this one equals.</param>
internal sealed record CheckedType(ParameterShape Shape, Type Type, Func<object, IEnumerable<string>> TextsOf);
