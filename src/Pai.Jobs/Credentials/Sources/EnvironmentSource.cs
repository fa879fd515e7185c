namespace Pai.Jobs.Internal.Credentials;

/// <summary>The variables with a key, and with the token of a session where it belongs to one.</summary>
internal sealed class EnvironmentSource(CredentialContext context) : CredentialSource
{
    public const string Id = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    public const string Secret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    public const string Token = "ALIBABA_CLOUD_SECURITY_TOKEN";

    /// <summary>Prefixes of the same variables in other tools and older documents.</summary>
    private static readonly string[] s_otherPrefixes = ["ALIBABACLOUD_", "ALICLOUD_", "ALIYUN_", "OSS_", ""];

    public override string Name => "env";

    public override Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var (id, secret, token) = (context.Variable(Id), context.Variable(Secret), context.Variable(Token));
        if (id is null && secret is null && token is null)
            throw SourceException.NotSetUp($"{Id} and {Secret} are not set.{OtherSpellings([Id, Secret, Token])}");
        if (id is null || secret is null) throw new SourceException(DescribePart(id, secret));
        return Task.FromResult(new FetchedKey(new KeyParts(id, secret, token, null).ToKey("The environment"), Name));
    }

    private string DescribePart(string? id, string? secret)
    {
        string[] missing = (id, secret) switch { (null, null) => [Id, Secret], (null, _) => [Id], _ => [Secret] };
        var present = id is not null ? Id : secret is not null ? Secret : Token;
        return $"{present} is set, but {string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing or blank."
            + OtherSpellings(missing);
    }

    private string OtherSpellings(string[] names)
    {
        var found = (from name in names
                     from prefix in s_otherPrefixes
                     let other = prefix + name["ALIBABA_CLOUD_".Length..]
                     where context.Variable(other) is not null
                     select $" {other} is set: did you mean {name}?").Take(names.Length);
        return string.Concat(found);
    }
}
