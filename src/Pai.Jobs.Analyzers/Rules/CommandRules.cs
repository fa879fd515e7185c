using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of the command, the code and the calls.</summary>
internal static class CommandRules
{
    public static readonly DiagnosticDescriptor EmptyCommand = Rule.Error(RuleIds.EmptyCommand, "A job without a command",
        "The command is empty: name the program, as in \"python main.py\"", "A job runs one command.");

    public static readonly DiagnosticDescriptor ScriptMissing = Rule.Warning(
        RuleIds.ScriptMissing, "The script is not in the source folder",
        "\"{0}\" is not among the files of \"{1}\": {2}",
        "The command runs in the source folder, where the script must be. Names are case-sensitive there.");

    public static readonly DiagnosticDescriptor AbsoluteSourceDir = Rule.Warning(
        RuleIds.AbsoluteSourceDir, "The source folder is not one that every machine has",
        "SourceDir \"{0}\" {1}", "The project is built and run on other machines too.");

    public static readonly DiagnosticDescriptor ContainerPath = Rule.Warning(
        RuleIds.ContainerPath, "A path of the container that nothing provides",
        "Nothing is mounted at \"{0}\": {1}",
        "Channels are mounted at their paths; elsewhere nothing is read from outside, and what is written is gone when the job ends.");

    public static readonly DiagnosticDescriptor CommandOption = Rule.Info(
        RuleIds.CommandOption, "An option of the command could be a parameter",
        "\"--{0} {1}\" is the same for every run: a [Parameter] can be set for each run, and is checked and shown",
        "A parameter has a type, a default, and a value in the job's records.");

    public static readonly DiagnosticDescriptor ContractVariable = Rule.Warning(
        RuleIds.ContractVariable, "A variable that no member provides",
        "No channel or parameter provides {0}: {1}",
        "PAI_HPS_, PAI_INPUT_ and PAI_OUTPUT_ are followed by the name of a member, in upper case; "
            + "the shell takes a variable that is not set for an empty text.");

    public static readonly DiagnosticDescriptor SourceDirNotInProject = Rule.Warning(
        RuleIds.SourceDirNotInProject, "The source folder is not in the project",
        "No PaiJobSource item is below \"{0}\": {1}",
        "The items are copied to the output folder and to what is published, and their names are checked.");

    public static readonly DiagnosticDescriptor CommandCharacters = Rule.Error(
        RuleIds.CommandCharacters, "The command has a character that cannot be passed",
        "The command has {0}, which no program can be given: remove it",
        "A command is passed as text that ends at the first NUL character.");

    public static readonly DiagnosticDescriptor OnlyForShell = Rule.Warning(
        RuleIds.OnlyForShell, "An argument has a meaning only to a shell",
        "\"{0}\" reaches the program as it is: {1}",
        "Variables and operators are read by a shell. An argument list is started without one, and single quotes switch it off.");

    public static readonly DiagnosticDescriptor ProgramWithArguments = Rule.Warning(
        RuleIds.ProgramWithArguments, "The name of the program has arguments in it",
        "There is hardly a program named \"{0}\": the first element is the program alone, \"{1}\", and each argument is an element "
            + "of its own",
        "An argument list is not split at spaces.");

    public static readonly DiagnosticDescriptor UserArguments = Rule.Warning(
        RuleIds.UserArguments, "Values of a parameter do not survive $PAI_USER_ARGS",
        "{0} breaks the values of '{1}': {2}. Write eval \"... $PAI_USER_ARGS\", or read the file or the variables",
        "The values are quoted in the variable. A shell splits it at white space, and only eval takes the quotes away.");

    public static DiagnosticDescriptor[] All =>
        [EmptyCommand, ScriptMissing, AbsoluteSourceDir, ContainerPath, CommandOption, ContractVariable, SourceDirNotInProject,
            CommandCharacters, OnlyForShell, ProgramWithArguments, UserArguments];
}
