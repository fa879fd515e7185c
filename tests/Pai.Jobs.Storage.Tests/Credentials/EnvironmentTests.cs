using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class EnvironmentTests : IDisposable
{
    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_key_comes_without_the_space_around_it_and_with_the_token_of_its_session()
    {
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = " LTAI5t ";
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = CredentialWorld.Secret + "\n";
        var key = await _world.Default().GetAsync();
        Assert.Equal(("LTAI5t", CredentialWorld.Secret, null), (key.Id, key.Secret, key.SecurityToken));

        _world.Variables["ALIBABA_CLOUD_SECURITY_TOKEN"] = CredentialWorld.Token;
        var session = await CredentialFactory.Environment(_world.Context).GetAsync();
        Assert.Equal(CredentialWorld.Token, session.SecurityToken);
        Assert.Null(session.Expiration);
    }

    [Theory]
    [InlineData("ID", "ALIBABA_CLOUD_ACCESS_KEY_ID is set, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is missing")]
    [InlineData("SECRET", "ALIBABA_CLOUD_ACCESS_KEY_SECRET is set, but ALIBABA_CLOUD_ACCESS_KEY_ID is missing")]
    [InlineData(
        "TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN is set, but ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are missing")]
    [InlineData("ID TOKEN", "ALIBABA_CLOUD_ACCESS_KEY_ID is set, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is missing")]
    public async Task A_key_that_is_set_in_part_is_an_error_though_another_source_has_one(string parts, string expected)
    {
        _world.WriteCli("p", $$"""{"name":"p","mode":"AK","access_key_id":"LTAI","access_key_secret":"{{CredentialWorld.Secret}}"}""");
        var set = parts.Split(' ');
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = set.Contains("ID") ? "LTAI" : " ";
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = set.Contains("SECRET") ? CredentialWorld.Secret : "";
        _world.Variables["ALIBABA_CLOUD_SECURITY_TOKEN"] = set.Contains("TOKEN") ? CredentialWorld.Token : "";

        var e = await CredentialWorld.FailsAsync(_world.Default());

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal("env", Assert.Single(e.Attempts).Source);
    }

    [Theory]
    [InlineData("ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("ALICLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [InlineData("ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN")]
    public async Task Another_spelling_is_named(string written, string meant)
    {
        _world.Variables[written] = CredentialWorld.Secret;
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Contains($"{written} is set: did you mean {meant}?", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_spelling_of_the_missing_half_is_named()
    {
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI";
        _world.Variables["ALIBABACLOUD_ACCESS_KEY_SECRET"] = CredentialWorld.Secret;
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Contains("did you mean ALIBABA_CLOUD_ACCESS_KEY_SECRET?", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_cannot_be_sent_is_refused()
    {
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI";
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = CredentialWorld.Secret + "\nX-Header: 1";
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Contains("invalid access key secret", e.Message, StringComparison.Ordinal);
    }
}
