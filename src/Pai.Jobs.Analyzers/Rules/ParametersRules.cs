using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of parameters.</summary>
internal static class ParametersRules
{
    public static readonly DiagnosticDescriptor ParameterType = Rule.Error(
        RuleIds.ParameterType, "The type of a parameter has no text form",
        "'{0}' is of type '{1}', which {2}",
        "Parameters are passed as text.");

    public static readonly DiagnosticDescriptor DuplicateParameter = Rule.Error(
        RuleIds.DuplicateParameter, "Two parameters cannot be told apart",
        "The parameters \"{0}\" of '{3}' and \"{1}\" of '{4}' both become {2}: rename one",
        "The names of parameters become environment variables, in which case and signs are lost.");

    public static readonly DiagnosticDescriptor ParameterName = Rule.Error(RuleIds.ParameterName, "The name of a parameter is not valid",
        "\"{0}\" cannot name a parameter: use no white space, quotes or '='",
        "The name of a parameter is a command line option of the job's program.");

    public static readonly DiagnosticDescriptor ValidationAttribute = Rule.Error(
        RuleIds.ValidationAttribute, "A validation attribute cannot check the parameter",
        "[{0}] {1}", "A validation attribute that does not fit the type would fail on every run.");

    public static readonly DiagnosticDescriptor DefaultInvalid = Rule.Error(RuleIds.DefaultInvalid, "A default fails its own validation",
        "The default of '{0}', {1}, fails its own [{2}]: {3}", "A run that leaves the parameter as it is would be refused.");

    public static readonly DiagnosticDescriptor SecretParameter = Rule.Warning(RuleIds.SecretParameter, "A secret is passed in the open",
        "{0} seems to be a secret, and would be readable in the job's definition, its environment and its log: pass a reference to it, "
            + "with the type Secret or SecretReference",
        "Everyone who may see the job can read its parameters and variables.");

    public static DiagnosticDescriptor[] All =>
        [ParameterType, DuplicateParameter, ParameterName, ValidationAttribute, DefaultInvalid, SecretParameter];
}
