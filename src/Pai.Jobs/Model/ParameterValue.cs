using Pai.Jobs.Internal.Text;

namespace Pai.Jobs;

/// <summary>A parameter of one run, as it is sent. A parameter that is null is not sent, and has none.</summary>
/// <param name="Name">The name in <c>hyperparameters.json</c>.</param>
public sealed record ParameterValue(string Name)
{
    /// <summary>Creates a parameter with a value that everyone who may read the job can read.</summary>
    /// <param name="name">The name in <c>hyperparameters.json</c>.</param>
    /// <param name="text">The value's string form, invariant.</param>
    public ParameterValue(string name, string text)
        : this(name) => Text = text;

    /// <summary>The value's string form, invariant; null for a secret.</summary>
    public string? Text { get; init; }

    /// <summary>The secret, which reaches the job as the variable <c>PAI_HPS_&lt;NAME&gt;</c> only; null for any other value.</summary>
    public Secret? Secret { get; init; }

    /// <summary>
    /// Name and value. A secret shows its reference, and a value whose name looks like a secret's shows as three asterisks.
    /// </summary>
    public override string ToString() => $"{Name} = {Secret?.ToString() ?? SecretNames.Mask(Name, Text ?? "")}";
}
