using System.Text.Json;

namespace Pai.Jobs.Storage.Tests;

public sealed class SettingsTests : IDisposable
{
    private readonly CredentialWorld _world = new();

    /// <summary>The credentials of a session have the real network: no test here may reach it.</summary>
    public SettingsTests() => _world.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";

    public void Dispose() => _world.Dispose();

    private string ConfigPath => Path.Combine(_world.Home, ".pai", "config.json");

    private PaiSession Create(Action<PaiSessionBuilder>? configure = null) => PaiSession.CreateDefault(builder =>
    {
        builder.Environment = _world.Options.Environment;
        builder.TimeProvider = _world.Clock;
        builder.LoggerFactory = _world.Log;
        configure?.Invoke(builder);
    });

    [Fact]
    public async Task The_file_of_the_python_sdk_is_read_as_it_is()
    {
        _world.Write(".pai/config.json", """
            {
                "region_id": "cn-hangzhou",
                "workspace_id": "12345",
                "oss_bucket_name": "my-bucket",
                "oss_endpoint": "oss-cn-hangzhou-internal.aliyuncs.com",
                "other": {"a": [1, 2]}
            }
            """);
        await using var session = Create();

        var settings = session.Settings;
        Assert.Equal(new PaiSetting("cn-hangzhou", $"\"region_id\" in {ConfigPath}"), settings.Region);
        Assert.Equal(new PaiSetting("12345", $"\"workspace_id\" in {ConfigPath}"), settings.WorkspaceId);
        Assert.Equal(new PaiSetting("my-bucket", $"\"oss_bucket_name\" in {ConfigPath}"), settings.Bucket);
        Assert.Equal("oss-cn-hangzhou-internal.aliyuncs.com", settings.OssEndpoint!.Value);
        Assert.Null(settings.Network);
        Assert.Equal("cn-hangzhou", session.Region);
        Assert.Empty(_world.Log.Warnings);
    }

    [Theory]
    [InlineData("12345", "12345")]
    [InlineData("\" 12345 \"", "12345")]
    [InlineData("\"None\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public async Task A_workspace_may_be_a_number_and_none_is_none(string json, string? expected)
    {
        _world.Write(".pai/config.json", $$"""{"workspace_id":{{json}}}""");
        await using var session = Create();
        Assert.Equal(expected, session.Settings.WorkspaceId?.Value);
    }

    [Fact]
    public async Task Code_wins_over_the_environment_and_the_environment_over_the_file()
    {
        _world.Write(".pai/config.json", """
            {"region_id":"cn-file","workspace_id":1,"oss_bucket_name":"file-bucket","oss_endpoint":"file.example.com"}
            """);
        _world.Variables["REGION"] = "cn-variable";
        _world.Variables["PAI_AI_WORKSPACE_ID"] = "2";
        _world.Variables["PAI_OSS_BUCKET_NAME"] = "variable-bucket";
        _world.Variables["PAI_OSS_ENDPOINT"] = "variable.example.com";
        _world.Variables["PAI_NETWORK_TYPE"] = "VPC";
        await using var byVariable = Create();
        Assert.Equal(
            [
                "cn-variable (the variable REGION)", "2 (the variable PAI_AI_WORKSPACE_ID)",
                "variable-bucket (the variable PAI_OSS_BUCKET_NAME)", "variable.example.com (the variable PAI_OSS_ENDPOINT)",
                "vpc (the variable PAI_NETWORK_TYPE)",
            ],
            All(byVariable));

        await using var byCode = Create(b =>
        {
            (b.Region, b.WorkspaceId, b.Bucket) = ("cn-code", "3", "code-bucket");
            (b.OssEndpoint, b.Network) = ("http://127.0.0.1:9", PaiNetwork.Public);
        });
        Assert.Equal(
            [
                "cn-code (PaiSessionBuilder.Region)", "3 (PaiSessionBuilder.WorkspaceId)", "code-bucket (PaiSessionBuilder.Bucket)",
                "http://127.0.0.1:9 (PaiSessionBuilder.OssEndpoint)", "public (PaiSessionBuilder.Network)",
            ],
            All(byCode));

        static IEnumerable<string?> All(PaiSession session) => new[]
        {
            session.Settings.Region, session.Settings.WorkspaceId, session.Settings.Bucket, session.Settings.OssEndpoint,
            session.Settings.Network,
        }.Select(s => s?.ToString());
    }

    [Fact]
    public async Task The_region_of_the_cli_s_profile_is_the_last_resort()
    {
        _world.WriteCli("p", """{"name":"p","mode":"AK","region_id":"cn-cli"}""", """{"name":"q","region_id":"cn-other"}""");
        await using var current = Create();
        Assert.Equal(new PaiSetting("cn-cli", $"\"region_id\" of the profile \"p\" in {_world.CliPath}"), current.Settings.Region);

        _world.Variables["ALIBABA_CLOUD_PROFILE"] = "q";
        await using var named = Create();
        Assert.Equal("cn-other", named.Region);

        _world.Write(".pai/config.json", """{"region_id":"cn-file"}""");
        await using var file = Create();
        Assert.Equal("cn-file", file.Region);
    }

    [Fact]
    public async Task A_broken_file_of_the_cli_matters_only_to_a_session_that_needs_a_key()
    {
        _world.Write(".aliyun/config.json", "{");
        await using var session = Create();
        Assert.Null(session.Region);
        await CredentialWorld.FailsAsync(session.Credentials);
    }

    [Theory]
    [InlineData("workspace_id", "\"abc\"", "\"abc\" (\"workspace_id\" in ", "digits")]
    [InlineData("oss_bucket_name", "\"oss://my-bucket\"", "oss://my-bucket", "without oss://")]
    [InlineData("oss_bucket_name", "\"a.b\"", "a.b", "without an endpoint")]
    [InlineData("oss_endpoint", "\"host/path\"", "host/path", "a host such as")]
    [InlineData("oss_endpoint", "{}", "oss_endpoint", "not an object")]
    [InlineData("workspace_id", "true", "workspace_id", "a string or a number, not true")]
    public async Task An_invalid_value_is_named_with_its_source(string key, string json, params string[] expected)
    {
        _world.Write(".pai/config.json", $$"""{"{{key}}":{{json}}}""");
        var e = await Assert.ThrowsAsync<JobException>(async () =>
        {
            await using var session = Create();
            _ = session.Settings;
        });
        foreach (var part in (string[])[.. expected, ConfigPath]) Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_with_an_unknown_network_is_named()
    {
        _world.Variables["PAI_NETWORK_TYPE"] = "intranet";
        await using var session = Create();
        var e = Assert.Throws<JobException>(() => session.Settings);
        Assert.Contains(
            "\"intranet\" (the variable PAI_NETWORK_TYPE) is not a network: PUBLIC, VPC or AUTO", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_look_like_secrets_are_warned_of_once_without_their_values()
    {
        _world.Write(".pai/config.json", """{"access_key_id":"Zs3cretZ","access_key_secret":"Zs3cretZ","region_id":"cn-hangzhou"}""");
        await using var session = Create();
        _ = session.Settings;

        var warning = Assert.Single(_world.Log.Warnings);
        Assert.Contains("access_key_id, access_key_secret", warning, StringComparison.Ordinal);
        Assert.Contains(ConfigPath, warning, StringComparison.Ordinal);
        Assert.DoesNotContain(CredentialWorld.Secret, warning, StringComparison.Ordinal);
        await CredentialWorld.FailsAsync(session.Credentials);
    }

    [Fact]
    public async Task A_session_asks_nothing_for_its_credentials_before_they_are_used()
    {
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI";
        await using var session = Create();
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = CredentialWorld.Secret;
        Assert.Equal("LTAI", (await session.Credentials.GetAsync()).Id);

        var own = PaiCredentials.FromAccessKey(new("own", CredentialWorld.Secret));
        await using var given = Create(b => b.Credentials = own);
        Assert.Same(own, given.Credentials);
    }

    [Fact]
    public async Task Saved_settings_come_back_and_other_keys_stay()
    {
        _world.Write(".pai/config.json", """
            {
                // A comment of the user.
                "other": {"名": [1, 2.50, "\u00e9"]},
                "workspace_id": 7,
                "access_key_id": "LTAI",
            }
            """);
        File.SetUnixFileMode(ConfigPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var session = Create(b =>
        {
            (b.Backend, b.Region, b.Bucket, b.OssEndpoint) = ("local", "cn-beijing", "my-bucket", "oss-cn-beijing.aliyuncs.com");
        });

        Assert.Equal(ConfigPath, await session.SaveConfigAsync());

        Assert.Equal(
            """
            {
                "other": {
                    "名": [
                        1,
                        2.50,
                        "é"
                    ]
                },
                "workspace_id": "7",
                "access_key_id": "LTAI",
                "region_id": "cn-beijing",
                "oss_bucket_name": "my-bucket",
                "oss_endpoint": "oss-cn-beijing.aliyuncs.com",
                "backend": "local"
            }

            """,
            await File.ReadAllTextAsync(ConfigPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ConfigPath));
        Assert.Equal([ConfigPath], Directory.GetFiles(Path.GetDirectoryName(ConfigPath)!));
        await using var again = Create();
        Assert.Equal(("cn-beijing", "7", "my-bucket"), (again.Region, again.Settings.WorkspaceId!.Value, again.Settings.Bucket!.Value));
        Assert.Equal($"\"backend\" in {ConfigPath}", again.BackendSource);
    }

    [Fact]
    public async Task A_session_is_saved_to_another_path_whose_folder_is_made_and_no_secret_is()
    {
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI";
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = CredentialWorld.Secret;
        _world.Variables["PAI_WORKSPACE_ID"] = "5";
        var path = Path.Combine(_world.Home, "a", "b", "my.json");
        await using var session = Create();
        await session.Credentials.GetAsync();

        await session.SaveConfigAsync(path);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var member = Assert.Single(json.RootElement.EnumerateObject());
        Assert.Equal(("workspace_id", "5"), (member.Name, member.Value.GetString()));
    }

    [Fact]
    public async Task What_a_link_leads_to_is_replaced()
    {
        var real = _world.Write("real.json", """{"kept":1}""");
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigPath)!);
        File.CreateSymbolicLink(ConfigPath, real);
        await using var session = Create(b => b.Region = "cn-beijing");

        await session.SaveConfigAsync();

        Assert.Equal(real, File.ResolveLinkTarget(ConfigPath, returnFinalTarget: true)!.FullName);
        Assert.Contains("cn-beijing", await File.ReadAllTextAsync(real), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_or_written_stays_as_it_is()
    {
        var broken = _world.Write("broken.json", "{ \"access_key_secret\": \"Zs3cretZ");
        await using var session = Create(b => b.Region = "cn-beijing");

        var e = await Assert.ThrowsAsync<JobException>(() => session.SaveConfigAsync(broken));
        Assert.Contains($"{broken} is not valid JSON: line 1, byte", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(CredentialWorld.Secret, e.ToString(), StringComparison.Ordinal);
        Assert.Equal("{ \"access_key_secret\": \"Zs3cretZ", await File.ReadAllTextAsync(broken));

        var inFile = Path.Combine(broken, "config.json");
        var underFile = await Assert.ThrowsAsync<JobException>(() => session.SaveConfigAsync(inFile));
        Assert.Contains(inFile, underFile.Message, StringComparison.Ordinal);
        var folder = await Assert.ThrowsAsync<JobException>(() => session.SaveConfigAsync(_world.Home));
        Assert.Contains(_world.Home, folder.Message, StringComparison.Ordinal);
        Assert.Equal([broken], Directory.GetFiles(_world.Home));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.SaveConfigAsync(Path.Combine(_world.Home, "new.json"), new CancellationToken(true)));
        Assert.Equal([broken], Directory.GetFiles(_world.Home));
    }
}
