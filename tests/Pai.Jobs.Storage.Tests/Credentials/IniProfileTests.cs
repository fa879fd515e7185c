using System.Text;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class IniProfileTests : IDisposable
{
    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Values_are_taken_as_they_are()
    {
        var content = """
            ; a comment
            # another
            [ default ]
            Type = access_key
            access_key_secret = a#b;c%d=e:f "g" \n
            url: http://x
            enable = true

            [default]
            type = again
            """;
        var section = IniFile.Parse(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(content)).ToArray(), "f")["default"];
        Assert.Equal(("a#b;c%d=e:f \"g\" \\n", "http://x", "again"), (section["access_key_secret"], section["url"], section["type"]));
    }

    [Theory]
    [InlineData("[default]\nZs3cretZ", "line 2")]
    [InlineData("[default]\n= x", "line 2")]
    [InlineData("key = Zs3cretZ", "line 1 comes before")]
    [InlineData("[default\nkey = x", "line 1")]
    public async Task A_broken_file_is_an_error_with_the_line_and_without_its_content(string content, string expected)
    {
        var path = _world.Write(".alibabacloud/credentials", content);
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type = access_key\naccess_key_id = LTAI", "has no access_key_secret")]
    [InlineData("access_key_id = LTAI\naccess_key_secret = Zs3cretZ", "has no type. Use access_key,")]
    [InlineData("type = access-key", "Did you mean access_key?")]
    [InlineData("type = rsa_key_pair\nprivate_key_file = /x", "not supported")]
    [InlineData("type = ram_role_arn\naccess_key_id = LTAI\naccess_key_secret = Zs3cretZ\nrole_arn = r", "is not an ARN")]
    public async Task A_section_that_is_incomplete_is_an_error(string content, string expected)
    {
        var path = _world.Write(".alibabacloud/credentials.ini", "[default]\n" + content);
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Equal("profile", e.Attempts[^1].Source);
        Assert.Contains($"section [default] in {path}", e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_is_switched_off_is_passed_over()
    {
        _world.Write(
            ".alibabacloud/credentials.ini", "[default]\nenable=false\ntype=access_key\naccess_key_id=LTAI\naccess_key_secret=Zs3cretZ\n");
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Equal(6, e.Attempts.Count);
        Assert.Contains("disabled (enable = false)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_file_is_used_when_the_first_lacks_the_section()
    {
        _world.Write(".alibabacloud/credentials.ini", "[other]\ntype=access_key\n");
        _world.Write(".alibabacloud/credentials", "[default]\ntype=access_key\naccess_key_id=LTAI2\naccess_key_secret=Zs3cretZ\n");
        Assert.Equal("LTAI2", (await _world.Default().GetAsync()).Id);
    }

    [Fact]
    public async Task A_variable_names_another_file_which_must_exist()
    {
        _world.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = Path.Combine(_world.Home, "my.ini");
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Contains("the variable ALIBABA_CLOUD_CREDENTIALS_FILE names it", e.Message, StringComparison.Ordinal);

        _world.Write("my.ini", "[default]\ntype=access_key\naccess_key_id=LTAI3\naccess_key_secret=Zs3cretZ\n");
        Assert.Equal("LTAI3", (await _world.Default().GetAsync()).Id);
    }

    [Fact]
    public async Task A_role_is_assumed()
    {
        _world.Write(".alibabacloud/credentials.ini", """
            [default]
            type = ram_role_arn
            access_key_id = LTAI4
            access_key_secret = Zs3cretZ
            role_arn = acs:ram::1:role/r
            role_session_name = session
            """);
        _world.Handler.AnswerWith(_ => ScriptedService.Json(_world.StsAnswer(TimeSpan.FromHours(1))));
        Assert.Equal("STS.abc", (await _world.Default().GetAsync()).Id);
        Assert.Equal("session", Assert.Single(_world.Handler.Requests).Form["RoleSessionName"]);
    }
}
