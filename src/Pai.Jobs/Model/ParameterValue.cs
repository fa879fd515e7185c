namespace Pai.Jobs;

/// <summary>A parameter of one run, in its text form.</summary>
/// <param name="Name">The name in <c>hyperparameters.json</c>.</param>
/// <param name="Text">The value's text form, invariant; never null, since null parameters are not sent.</param>
public sealed record ParameterValue(string Name, string Text);
