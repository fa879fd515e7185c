namespace Pai.Jobs.Internal.Costs;

/// <summary>A problem of a prices file, and its position. The analyzers compile this file too.</summary>
/// <param name="Start">The position of the first character that it is about.</param>
/// <param name="Length">The number of characters.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">The value, the reason and the way out, without a full stop.</param>
internal sealed record PriceProblem(int Start, int Length, int Line, string Message);
