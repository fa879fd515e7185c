using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of parameters.</summary>
internal static class ParametersRules
{
    public static readonly DiagnosticDescriptor ParameterType = Rule.Error(
        RuleIds.ParameterType, "Unsupported parameter type",
        "'{0}' is of type '{1}', which {2}",
        "Parameters are passed as strings.");

    public static readonly DiagnosticDescriptor DuplicateParameter = Rule.Error(
        RuleIds.DuplicateParameter, "Parameter names map to the same environment variable",
        "The parameters \"{0}\" of '{3}' and \"{1}\" of '{4}' both become {2}: rename one",
        "A parameter's name becomes an environment variable, in upper case and with '_' for every other character.");

    public static readonly DiagnosticDescriptor ParameterName = Rule.Error(RuleIds.ParameterName, "Invalid parameter name",
        "\"{0}\" is not a valid parameter name: use a name without white space, quotes and '='",
        "The name of a parameter is an option on the command line of the job's program.");

    public static readonly DiagnosticDescriptor ValidationAttribute = Rule.Error(
        RuleIds.ValidationAttribute, "Validation attribute cannot check the parameter",
        "[{0}] {1}", "A validation attribute that does not match the type makes every run fail.");

    public static readonly DiagnosticDescriptor DefaultInvalid = Rule.Error(
        RuleIds.DefaultInvalid, "Default value fails its own validation",
        "The default of '{0}', {1}, fails its own [{2}]: {3}", "The submission of a run that does not set the parameter fails.");

    public static readonly DiagnosticDescriptor SecretParameter = Rule.Warning(RuleIds.SecretParameter, "Secret is passed in plain text",
        "{0} seems to be a secret, and would be readable in the job's definition, environment and log: pass a reference to it, "
            + "with the type Secret or with SecretReference",
        "Everyone who can see the job can read its parameters and environment variables.");

    public static DiagnosticDescriptor[] All =>
        [ParameterType, DuplicateParameter, ParameterName, ValidationAttribute, DefaultInvalid, SecretParameter];
}
