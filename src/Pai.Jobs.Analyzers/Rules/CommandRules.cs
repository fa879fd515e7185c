using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of the command, the code and the calls.</summary>
internal static class CommandRules
{
    public static readonly DiagnosticDescriptor EmptyCommand = Rule.Error(RuleIds.EmptyCommand, "Job has no command",
        "The command is empty: write the program and its arguments, such as \"python main.py\"", "A job runs one command.");

    public static readonly DiagnosticDescriptor ScriptMissing = Rule.Warning(
        RuleIds.ScriptMissing, "Script is not in the source folder",
        "\"{0}\" is not among the files of \"{1}\": {2}",
        "The command runs in the source folder, which must contain the script. File names are case-sensitive in the container.");

    public static readonly DiagnosticDescriptor AbsoluteSourceDir = Rule.Warning(
        RuleIds.AbsoluteSourceDir, "Invalid or machine-specific source folder",
        "SourceDir \"{0}\" {1}", "Other machines that build and run the project must find the folder too.");

    public static readonly DiagnosticDescriptor ContainerPath = Rule.Warning(
        RuleIds.ContainerPath, "Container path is not mounted",
        "\"{0}\" is not the mount path of a channel: {1}",
        "Only the mount paths of channels hold data from outside and keep what the job writes. Other files are deleted when the job ends.");

    public static readonly DiagnosticDescriptor CommandOption = Rule.Info(
        RuleIds.CommandOption, "Command option is hard-coded",
        "\"--{0} {1}\" is the same in every run: make it a [Parameter], which each run can set",
        "A parameter has a type, validation and a default, and its value is recorded with the job.");

    public static readonly DiagnosticDescriptor ContractVariable = Rule.Warning(
        RuleIds.ContractVariable, "Variable has no matching channel or parameter",
        "The variable {0} has no matching channel or parameter: {1}",
        "PAI_HPS_, PAI_INPUT_ and PAI_OUTPUT_ are followed by the name of a channel or parameter in upper case. "
            + "A shell replaces an unset variable with an empty string.");

    public static readonly DiagnosticDescriptor SourceDirNotInProject = Rule.Warning(
        RuleIds.SourceDirNotInProject, "Source folder is not in the project",
        "The project has no PaiJobSource items in \"{0}\": {1}",
        "PaiJobSource items are copied to the output and publish folders, and the analyzers know their names.");

    public static readonly DiagnosticDescriptor CommandCharacters = Rule.Error(
        RuleIds.CommandCharacters, "Invalid character in the command",
        "The command contains {0}, which cannot be passed to a program: remove it",
        "The operating system ends an argument at the first NUL character, and UTF-8 cannot encode half of a surrogate pair.");

    public static readonly DiagnosticDescriptor OnlyForShell = Rule.Warning(
        RuleIds.OnlyForShell, "Shell syntax is not interpreted",
        "\"{0}\" reaches the program unchanged: {1}",
        "Only a shell interprets variables and operators. An argument list runs without a shell, and single quotes turn variables off.");

    public static readonly DiagnosticDescriptor ProgramWithArguments = Rule.Warning(
        RuleIds.ProgramWithArguments, "Program name contains arguments",
        "\"{0}\" is probably not the name of a program: use \"{1}\" as the first element, and one element for each argument",
        "An argument list is not split at spaces.");

    public static readonly DiagnosticDescriptor UserArguments = Rule.Warning(
        RuleIds.UserArguments, "Parameter values are corrupted by $PAI_USER_ARGS",
        "{0} corrupts values of '{1}': {2}. Write eval \"... $PAI_USER_ARGS\", or read hyperparameters.json or the PAI_HPS_ variables.",
        "The variable contains quoted values. A shell splits it at white space, and only eval removes the quotes.");

    public static readonly DiagnosticDescriptor SourceDirAndProject = Rule.Error(
        RuleIds.SourceDirAndProject, "SourceDir and SourceProject are mutually exclusive",
        "SourceDir \"{0}\" and SourceProject \"{1}\" are both set: remove one of them",
        "The code of a job is either a folder as it is, or what is published from a project.");

    public static readonly DiagnosticDescriptor SourceProject = Rule.Warning(
        RuleIds.SourceProject, "Invalid or machine-specific source project",
        "SourceProject \"{0}\" {1}", "Other machines that build and run the project must find the source project too.");

    public static DiagnosticDescriptor[] All =>
        [EmptyCommand, ScriptMissing, AbsoluteSourceDir, ContainerPath, CommandOption, ContractVariable, SourceDirNotInProject,
            CommandCharacters, OnlyForShell, ProgramWithArguments, UserArguments, SourceDirAndProject, SourceProject];
}
