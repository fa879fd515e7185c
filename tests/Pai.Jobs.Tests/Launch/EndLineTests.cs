namespace Pai.Jobs.Tests;

public class EndLineTests
{
    [Theory]
    [InlineData("[pai-jobs:end t1 command 0]", "", "command", 0)]
    [InlineData("[pai-jobs:end t1 requirements 143]", "", "requirements", 143)]
    [InlineData("no line end[pai-jobs:end t1 command 3]", "no line end", "command", 3)]
    [InlineData("[pai-jobs:end t1 command 1][pai-jobs:end t1 command 3]", "[pai-jobs:end t1 command 1]", "command", 3)]
    public void The_script_s_line_is_cut_off_the_end(string line, string rest, string phase, int code)
    {
        Assert.True(EndLine.TryTake(line, "t1", out var left, out var reached, out var number));
        Assert.Equal((rest, phase, code), (left, reached, number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a line]")]
    [InlineData("[pai-jobs:end t2 command 0]")]
    [InlineData("[pai-jobs:end t1 command 0] ")]
    [InlineData("[pai-jobs:end t1 command x]")]
    [InlineData("[pai-jobs:end t1 command]")]
    [InlineData("[pai-jobs:end t1 command 0 0]")]
    [InlineData("[pai-jobs:end t1 command -1]")]
    [InlineData("[pai-jobs:end t1  0]")]
    public void A_line_of_the_job_is_left_as_it_is(string line)
    {
        Assert.False(EndLine.TryTake(line, "t1", out var rest, out _, out _));
        Assert.Equal(line, rest);
    }
}
