namespace Pai.Jobs.Tests;

public class JobVariablesTests
{
    [Theory]
    [InlineData("max_retry", "5", "--max_retry 5")]
    [InlineData("a;id", "5", "'--a;id' 5")]
    [InlineData("a$(id)", "x y", "'--a$(id)' 'x y'")]
    public void Neither_names_nor_values_are_interpreted_by_a_shell_that_evaluates_the_arguments(string name, string text, string arguments)
    {
        var job = new JobSubmission
        {
            RecordName = "Acme.Job",
            JobName = "job",
            Command = JobCommand.Shell("true"),
            InstanceType = "local",
            Parameters = [new(name, text)],
        };
        var (variables, _) = JobVariables.Of(job, [], path => path);
        Assert.Equal(arguments, Assert.Single(variables, v => v.Key == "PAI_USER_ARGS").Value);
    }
}
