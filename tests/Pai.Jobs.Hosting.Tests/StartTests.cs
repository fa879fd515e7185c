using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Pai.Jobs.Hosting.Tests;

/// <summary>A wrong setting stops the start of the application, with all others that are wrong.</summary>
public class StartTests
{
    private static async Task<IReadOnlyList<string>> ProblemsOf(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value));
        builder.Services.AddPaiJobs().AddPaiJobs("gpu");
        using var host = builder.Build();
        try
        {
            await host.StartAsync();
            await host.StopAsync();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
        catch (AggregateException e)
        {
            return [.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(i => i.Failures)];
        }
    }

    [Fact]
    public async Task A_right_section_starts_and_so_does_none()
    {
        Assert.Empty(await ProblemsOf());
        Assert.Empty(await ProblemsOf(("PaiJobs:Region", "cn-beijing"), ("PaiJobs:Sessions:gpu:Backend", "dlc"), ("PaiJobs:Bucket", "")));
    }

    [Fact]
    public async Task A_section_of_a_session_that_is_not_added_is_a_problem_told_once()
    {
        var problems = await ProblemsOf(("PaiJobs:Sessions:gpy:Region", "cn-beijing"), ("PaiJobs:Sessions:GPU:Region", "cn-beijing"));

        Assert.Equal(
            "PaiJobs:Sessions:gpy is the section of a session that is not added: AddPaiJobs(\"gpy\"). Those with a name are gpu.",
            Assert.Single(problems));
    }

    [Fact]
    public async Task Endpoints_are_checked_at_the_start()
    {
        Assert.Empty(await ProblemsOf(
            ("PaiJobs:OssEndpoint", "oss-cn-beijing-internal.aliyuncs.com"), ("PaiJobs:Dlc:Endpoint", "http://127.0.0.1:8080"),
            ("PaiJobs:Dlc:WorkspaceEndpoint", "aiworkspace.cn-beijing.aliyuncs.com")));

        var problems = await ProblemsOf(
            ("PaiJobs:OssEndpoint", "s3.oss-cn-beijing.aliyuncs.com"), ("PaiJobs:Dlc:Endpoint", "http://dlc.example"),
            ("PaiJobs:Dlc:WorkspaceEndpoint", "a b"));

        Assert.Equal(
            [
                "PaiJobs:Dlc:Endpoint: \"http://dlc.example\" must be reached by HTTPS: requests carry secrets.",
                "PaiJobs:Dlc:WorkspaceEndpoint: \"a b\" is not an endpoint. "
                    + "Write a host, for instance aiworkspace.cn-hangzhou.aliyuncs.com.",
                "PaiJobs:OssEndpoint: \"s3.oss-cn-beijing.aliyuncs.com\" is the S3-compatible endpoint of OSS. "
                    + "Use \"oss-cn-beijing.aliyuncs.com\".",
            ],
            problems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_problems_are_told_at_once_with_their_keys()
    {
        var problems = await ProblemsOf(
            ("PaiJobs:Regoin", "cn-beijing"),
            ("PaiJobs:Backend", "cloud"),
            ("PaiJobs:Network", "internal"),
            ("PaiJobs:WorkspaceId", "mine"),
            ("PaiJobs:Dlc:MaxParallel", "many"),
            ("PaiJobs:Dlc:ConsoleUrl", "console"),
            ("PaiJobs:Local:GracePeriod", "-00:00:01"),
            ("PaiJobs:Local:InputCacheBytes", "1.5"),
            ("PaiJobs:Local:AsRoot", "perhaps"),
            ("PaiJobs:Sessions:gpu:Dlc:MaxParallel", "0"),
            ("PaiJobs:Sessions:gpu:Region", "CN Beijing"));

        Assert.Equal(
            [
                "PaiJobs:Backend is \"cloud\"; it must be \"local\" or \"dlc\".",
                "PaiJobs:Dlc:ConsoleUrl is \"console\"; it must be an absolute URL.",
                "PaiJobs:Dlc:MaxParallel is \"many\"; it must be a whole number.",
                "PaiJobs:Local:AsRoot is \"perhaps\"; it must be true or false.",
                "PaiJobs:Local:GracePeriod is -00:00:01; it must be zero or more.",
                "PaiJobs:Local:InputCacheBytes is \"1.5\"; it must be a whole number.",
                "PaiJobs:Network is \"internal\"; it must be one of Public, Vpc, Auto.",
                "PaiJobs:Sessions:gpu:Dlc:MaxParallel is 0; it must be greater than zero.",
                "PaiJobs:Sessions:gpu:Region is \"CN Beijing\"; a region is as \"cn-hangzhou\".",
                "PaiJobs:WorkspaceId is \"mine\"; it must be digits.",
            ],
            problems.Where(p => !p.Contains("Regoin", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.StartsWith(
            "PaiJobs:Regoin is unknown; the keys are Backend, Bucket, ",
            Assert.Single(problems, p => p.Contains("Regoin", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }
}
