
namespace Pai.Jobs.Cli.Tests.Setup;

public class CompletionTests
{
    [Theory]
    [InlineData("jobs l", "list,logs")]
    [InlineData("jobs list --stat", "--status")]
    [InlineData("jobs list --status Que", "Queuing")]
    [InlineData("explain PAI201", "PAI2010,PAI2011,PAI2012,PAI2013,PAI2014,PAI2015,PAI2016,PAI2017,PAI2018,PAI2019")]
    public async Task A_shell_completes_the_line(string line, string expected)
    {
        await using var home = new CliHome();
        var script = (await home.RunAsync("completion", "bash")).Exits(ExitCodes.Success).Output;
        var tool = string.Join(' ', CliProcess.CommandLine.Select(a => $"'{a}'"));
        var whole = "pai-jobs " + line;

        await using var bash = CliProcess.StartLine(home,
        [
            "bash", "-c",
            $$"""
            pai-jobs() { {{tool}} "$@"; }
            {{script}}
            COMP_LINE='{{whole}}' COMP_POINT={{whole.Length}} COMP_WORDS=({{whole}}) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _pai_jobs
            printf '%s\n' "${COMPREPLY[@]}"
            """,
        ]);
        var outcome = (await bash.EndAsync(home.Timeout)).Exits(0);

        Assert.Equal(expected.Split(','), outcome.Lines.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Other_shells_have_a_script(string shell)
    {
        await using var home = new CliHome();

        var outcome = (await home.RunAsync("completion", shell)).Exits(ExitCodes.Success);

        Assert.Contains("[suggest:", outcome.Output, StringComparison.Ordinal);
    }
}
