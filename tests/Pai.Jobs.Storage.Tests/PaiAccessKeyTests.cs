namespace Pai.Jobs.Storage.Tests;

public class PaiAccessKeyTests
{
    [Fact]
    public void Its_string_form_shows_no_secret()
    {
        var key = new PaiAccessKey("STS.NUabcdef", "the-secret", "the-token");

        Assert.Equal("access key STS...., of a session", key.ToString());
    }

    [Theory]
    [InlineData("", "secret")]
    [InlineData("id", " ")]
    public void An_empty_part_is_refused_without_the_other_one(string id, string secret)
    {
        var e = Assert.Throws<ArgumentException>(() => new PaiAccessKey(id, secret));

        Assert.DoesNotContain("secret", e.Message.Replace("'secret'", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixed_key_is_given_each_time()
    {
        var key = new PaiAccessKey("id", "secret", securityToken: "");
        var credentials = PaiCredentials.FromAccessKey(key);

        Assert.Same(key, await credentials.GetAsync());
        Assert.Null(key.SecurityToken);
    }
}
