using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Setup;

/// <summary><c>completion</c>: the script that completes command lines in a shell.</summary>
internal static class CompletionCommand
{
    // Each asks the tool itself: [suggest:POSITION] prints what fits at that place of the line.
    private const string Bash = """
        _pai_jobs() {
            local line=${COMP_LINE#* } IFS=$'\n'
            local at=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
            COMPREPLY=($(compgen -W "$(pai-jobs "[suggest:$at]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _pai_jobs pai-jobs
        """;

    private const string Zsh = """
        #compdef pai-jobs
        _pai_jobs() {
            local line="${(j: :)words[2,CURRENT]}"
            local -a found
            found=(${(f)"$(pai-jobs "[suggest:${#line}]" "$line" 2>/dev/null)"})
            compadd -- $found || _files
        }
        compdef _pai_jobs pai-jobs
        """;

    private const string Fish = """
        function __pai_jobs
            set -l line (commandline -cp | string replace -r '^\S+ ' '')
            pai-jobs "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c pai-jobs -a '(__pai_jobs)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName pai-jobs -ScriptBlock {
            param($word, $ast, $position)
            $line = $ast.ToString() -replace '^\S+ ?', ''
            $at = $position - ($ast.ToString().Length - $line.Length)
            pai-jobs "[suggest:$at]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static CliCommand Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh.", HelpName = "shell" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new CliCommand(
            "completion",
            "Print the script that completes command lines of this tool in a shell.",
            "eval \"$(pai-jobs completion bash)\"",
            "pai-jobs completion fish > ~/.config/fish/completions/pai-jobs.fish")
        {
            shell,
        };
        command.SetAction(result => result.InvocationConfiguration.Output.WriteLine(result.GetValue(shell) switch
        {
            "zsh" => Zsh,
            "fish" => Fish,
            "pwsh" => PowerShell,
            _ => Bash,
        }));
        return command;
    }
}
