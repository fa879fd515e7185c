using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

public class JobNamesTests
{
    [Fact]
    public void A_name_is_base_time_in_UTC_and_a_unique_part()
    {
        var clock = new FakeTimeProvider(new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(8)));
        var name = JobNames.Create("tokenize", clock);

        Assert.Matches("^tokenize_20260303_210607_[a-z0-9]{6}$", name);
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => JobNames.Create("tokenize", clock)).Distinct().Count());
    }

    [Theory]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("OSS_ACCESS_KEY_SECRET", true)]
    [InlineData("hf-token", true)]
    [InlineData("apiKey", true)]
    [InlineData("max_tokens", false)]
    [InlineData("tokenizer", false)]
    [InlineData("keyboard", false)]
    public void A_secret_is_told_by_its_name(string name, bool secret) => Assert.Equal(secret, SecretNames.IsLikely(name));
}
