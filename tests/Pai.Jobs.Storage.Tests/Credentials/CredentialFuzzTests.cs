using System.Text;
using Pai.Jobs.Internal.Credentials;
using Pai.Jobs.Internal.Sessions;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Parsers of what comes from outside fail with their own exception only, whatever the bytes.</summary>
public sealed class CredentialFuzzTests : IDisposable
{
    private const string Key = """
        {"Code":"Success","AccessKeyId":"STS.a","AccessKeySecret":"Zs3cretZ","SecurityToken":"t","Expiration":"2026-01-02T03:04:05Z"}
        """;

    private static readonly byte[][] s_pieces =
    [
        "\\ud800"u8.ToArray(), [0xFF], [0xC3], [0], "\n"u8.ToArray(), "\r"u8.ToArray(), "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(),
        "["u8.ToArray(), "]"u8.ToArray(), ":"u8.ToArray(), "="u8.ToArray(), ","u8.ToArray(), "null"u8.ToArray(), "1e999"u8.ToArray(),
        "99999999999999999999"u8.ToArray(), "//"u8.ToArray(), "\\"u8.ToArray(), [0xEF, 0xBB, 0xBF], "'"u8.ToArray(), "%"u8.ToArray(),
        "xn--"u8.ToArray(), "@"u8.ToArray(), "9999-12-31T23:59:59.9999999+14:00"u8.ToArray(), "-1"u8.ToArray(), "[::"u8.ToArray(),
        Encoding.ASCII.GetBytes(new string('[', 100)), Encoding.ASCII.GetBytes(new string('x', 3000)),
    ];

    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    public static TheoryData<string, string> Parsers => new()
    {
        { "cli", """{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"a","enable_vpc":true}],"meta_path":""}""" },
        { "ini", "; c\n[default]\nenable = true\ntype = access_key\naccess_key_id: a\naccess_key_secret = b#c%d\n[other]\nx=y\n" },
        { "session", Key },
        { "error", """{"Code":"NoPermission","Message":"string to sign is:x","RequestId":"1-2","HostId":"h"}""" },
        { "process", """{"mode":"StsToken","access_key_id":"a","access_key_secret":"b","sts_token":"c","expiration":"2026-01-02"}""" },
        { "command", "\"C:\\x y\\z.exe\" 'a b' \"c\\\"d\" e\\ f" },
        { "config", """{"region_id":"cn-hangzhou","workspace_id":1,"oss_bucket_name":"b","backend":"local","x":{"y":[1]}}""" },
    };

    [Theory]
    [MemberData(nameof(Parsers))]
    public void A_parser_fails_with_its_own_exception_only(string parser, string seed) => Run(parser, seed, 2000, 1);

    [Theory]
    [MemberData(nameof(Parsers))]
    [Trait("Kind", "Exhaustive")]
    public void A_parser_fails_with_its_own_exception_only_in_a_long_run(string parser, string seed) => Run(parser, seed, 200_000, 2);

    [Fact]
    public async Task A_profile_fails_with_the_public_exception_only() => await RunProfilesAsync(300, 3);

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public async Task A_profile_fails_with_the_public_exception_only_in_a_long_run() => await RunProfilesAsync(15_000, 4);

    private static void Run(string parser, string seed, int count, int randomSeed)
    {
        var random = new Random(randomSeed);
        var bytes = Encoding.UTF8.GetBytes(seed);
        for (var i = 0; i < count; i++)
        {
            var input = Mutate(bytes, random);
            try
            {
                Parse(parser, input);
            }
            catch (Exception e) when (e is SourceException or JobException)
            {
                Assert.DoesNotContain(CredentialWorld.Secret, e.Message, StringComparison.Ordinal);
            }
            catch (Exception e)
            {
                Assert.Fail($"{parser}, input {i}: {e}\n{Convert.ToBase64String(input)}");
            }
        }
    }

    private static void Parse(string parser, byte[] input)
    {
        switch (parser)
        {
            case "cli":
                CliConfigFile.Parse(input, "/x");
                break;
            case "ini":
                foreach (var section in IniFile.Parse(input, "/x").Values) _ = (section["type"], section.Flag("enable"));
                break;
            case "session":
                ServiceKey.Read(input, "The answer");
                break;
            case "error":
                StsError.Parse(input, "secret", "token");
                break;
            case "process":
                ProcessSource.Parse(input, "The output");
                break;
            case "command":
                CommandWords.Split(Encoding.UTF8.GetString(input), isWindows: input.Length % 2 == 0);
                break;
            case "config":
                PaiConfigFile.Parse(input, "/x");
                // What was written can be read.
                PaiConfigFile.Parse(PaiConfigWriter.Merge(input, "/x", [new("region_id", "r")]), "/x");
                break;
        }
    }

    private async Task RunProfilesAsync(int count, int randomSeed)
    {
        var random = new Random(randomSeed);
        string[] seeds =
        [
            """
            {"name":"p","mode":"RamRoleArn","access_key_id":"a","access_key_secret":"b","ram_role_arn":"acs:ram::1:role/r",
             "sts_region":"cn-x","expired_seconds":900}
            """,
            """
            {"name":"p","mode":"CloudSSO","cloud_sso_sign_in_url":"https://h/x","cloud_sso_account_id":"1","cloud_sso_access_config":"c",
             "access_token":"t","cloud_sso_access_token_expire":4102444800}
            """,
            """{"name":"p","mode":"CredentialsURI","credentials_uri":"http://localhost:80/x?y#z"}""",
            """{"name":"p","mode":"EcsRamRole","ram_role_name":"role"}""",
            """{"name":"p","mode":"OAuth","access_key_id":"a","access_key_secret":"b","sts_token":"c","sts_expiration":4102444800}""",
            """{"name":"p","mode":"ChainableRamRoleArn","source_profile":"p","ram_role_arn":"acs:ram::1:role/r"}""",
        ];
        var answer = Encoding.UTF8.GetBytes($$"""{"Credentials":{{Key}},"CloudCredential":{{Key}},{{Key[1..]}}""");
        _world.Handler.AnswerWith(_ => new(random.Next(3) == 0 ? System.Net.HttpStatusCode.Forbidden : System.Net.HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(random.Next(3) == 0 ? answer : Mutate(answer, random)),
        });
        for (var i = 0; i < count; i++)
        {
            var profile = Mutate(Encoding.UTF8.GetBytes($$"""{"current":"p","profiles":[{{seeds[random.Next(seeds.Length)]}}]}"""), random);
            _world.Write(".aliyun/config.json", "");
            await File.WriteAllBytesAsync(_world.CliPath, profile);
            try
            {
                await CredentialFactory.Profile("p", _world.Context).GetAsync();
            }
            catch (PaiCredentialsException)
            {
            }
            catch (Exception e)
            {
                Assert.Fail($"profile {i}: {e}\n{Convert.ToBase64String(profile)}");
            }
        }
    }

    /// <summary>One to four edits: a byte changed, removed, a slice repeated or left out, a piece put in, the end cut off.</summary>
    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var edits = random.Next(1, 5); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, Math.Min(20, bytes.Count - at) + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
