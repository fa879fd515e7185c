
namespace Pai.Jobs.Cli.Tests.Setup;

public class DoctorTests
{
    [Fact]
    public async Task A_machine_without_an_account_runs_jobs()
    {
        await using var home = new CliHome();

        var outcome = (await home.RunAsync("doctor")).Exits(ExitCodes.Success);

        Assert.Matches(@"(?m)^ok\s+local runs\s+work", outcome.Output);
        Assert.Matches(@"(?m)^ok\s+backend\s+local\s+\(the default\)", outcome.Output);
        Assert.Matches(@"(?m)^-\s+region\s+not set", outcome.Output);
        Assert.Contains("No problems.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_works_is_ok_and_no_secret_is_shown()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Environment["PAI_JOBS_BACKEND"] = "dlc";

        var outcome = (await home.RunAsync("doctor", "-o", "json")).Exits(ExitCodes.Success);

        string[] names =
            ["local runs", "backend", "region", "workspace", "bucket", "credentials", "bucket access", "PAI-DLC", "instance types"];
        var checks = outcome.Json.EnumerateArray()
            .ToDictionary(c => c.GetProperty("check").GetString()!, c => c.GetProperty("result").GetString());
        Assert.All(names, name => Assert.Equal("Ok", checks[name]));
        Assert.DoesNotContain(home.Emulator.AccessKey.Secret, outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(home.Emulator.AccessKey.Id, outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_has_the_code_of_the_service_and_advice()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Environment["PAI_OSS_BUCKET_NAME"] = "other-bucket";

        var outcome = (await home.RunAsync("doctor")).Exits(ExitCodes.Failed);

        Assert.Matches(@"(?m)^PROBLEM\s+bucket access", outcome.Output);
        Assert.Contains("NoSuchBucket", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Check the name", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("1 problem.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_configuration_file_is_a_problem()
    {
        await using var home = new CliHome();
        home.Write(".pai/config.json", "{ \"region_id\": ");

        var outcome = (await home.RunAsync("doctor")).Exits(ExitCodes.Failed);

        Assert.Matches(@"(?m)^PROBLEM\s+settings", outcome.Output);
        Assert.Contains("config.json", outcome.Output, StringComparison.Ordinal);
    }
}
