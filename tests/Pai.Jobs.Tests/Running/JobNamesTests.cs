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
    [InlineData("pad_token", false)]
    [InlineData("EOS_TOKEN", false)]
    [InlineData("maskToken", false)]
    [InlineData("password_column", false)]
    [InlineData("secret_name", false)]
    [InlineData("DB_PASSWORD_FILE", false)]
    [InlineData("secret_url", false)]
    [InlineData("trigger_token", false)]
    [InlineData("task_token", true)]
    [InlineData("accesstoken", true)]
    [InlineData("DB_PASSWORD_2", true)]
    [InlineData("client_secret_id", true)]
    [InlineData("user-token", true)]
    public void A_secret_is_told_by_its_name(string name, bool secret) => Assert.Equal(secret, SecretNames.IsLikely(name));

    [Theory]
    [InlineData("hf_token", "hf_x", "***")]
    [InlineData("hf_token", "1234", "***")]
    [InlineData("use_auth_token", "true", "true")]
    [InlineData("pad_token", "<pad>", "<pad>")]
    [InlineData("user_token", "<|user|>", "<|user|>")]
    [InlineData("user_token", "[USER]", "[USER]")]
    [InlineData("user_token", "[\"u1\"]", "***")]
    [InlineData("user_token", "<4f1>", "***")]
    public void A_value_is_masked_by_its_name(string name, string value, string shown) =>
        Assert.Equal(shown, SecretNames.Mask(name, value));
}
