using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Gets the key of a profile by its mode. No profile takes a part of its key from elsewhere.</summary>
internal sealed class CliProfileKeys(CredentialContext context, CliConfigFile file)
{
    private static readonly string[] s_modes =
        ["AK", "StsToken", "RamRoleArn", "EcsRamRole", "OIDC", "ChainableRamRoleArn", "CloudSSO", "OAuth", "External", "CredentialsURI"];

    private static readonly string[] s_unsupported = ["RsaKeyPair", "RamRoleArnWithRoleName", "BearerToken", "Anonymous"];

    /// <param name="name">The profile.</param>
    /// <param name="above">The profiles whose source it is, from the outermost.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<FetchedKey> FetchAsync(string name, IReadOnlyList<string> above, CancellationToken cancellationToken)
    {
        if (above.Contains(name))
            throw new SourceException($"The profiles in {file.Path} form a circle: {string.Join(" -> ", above)} -> {name}.");
        if (!file.Profiles.TryGetValue(name, out var fields))
        {
            throw new SourceException(
                $"{file.Path} has no profile \"{name}\", the source_profile of \"{above[^1]}\". Profiles: {file.Names}.");
        }

        return InnerSource.FetchAsync(fields.Where, () => ByMode(name, fields, above, cancellationToken));
    }

    private Task<FetchedKey> ByMode(string name, ProfileFields fields, IReadOnlyList<string> above, CancellationToken cancellationToken)
    {
        var mode = fields["mode"] ?? "AK";
        switch (mode.ToUpperInvariant())
        {
            case "AK":
                return Task.FromResult(StaticKey(fields));
            case "STSTOKEN":
                return Task.FromResult(Session(fields, "static_sts", fields.Require("sts_token")));
            case "RAMROLEARN":
                return AssumeAsync(fields, _ => Task.FromResult(StaticKey(fields, fields["sts_token"])), cancellationToken);
            case "CHAINABLERAMROLEARN":
                var source = fields.Require("source_profile");
                return AssumeAsync(fields, token => FetchAsync(source, [.. above, name], token), cancellationToken);
            case "ECSRAMROLE":
                return new EcsRoleSource(context, fields["ram_role_name"]).FetchAsync(cancellationToken);
            case "OIDC":
                return new OidcSource(context, () => new(
                    RoleRequest.Of(fields, "ram_role_arn", "ram_session_name", withExternalId: false),
                    fields.Require("oidc_provider_arn"),
                    fields.Require("oidc_token_file"))).FetchAsync(cancellationToken);
            case "CLOUDSSO":
                return new CloudSsoSource(context, fields).FetchAsync(cancellationToken);
            case "OAUTH":
                return Task.FromResult(OAuth(name, fields));
            case "EXTERNAL":
                ThrowIfDisabled(mode);
                var command = CommandWords.Split(fields.Require("process_command"), OperatingSystem.IsWindows());
                return new ProcessSource(context, command).FetchAsync(cancellationToken);
            case "CREDENTIALSURI":
                ThrowIfDisabled(mode);
                return new UriSource(context, fields.Require("credentials_uri")).FetchAsync(cancellationToken);
            default:
                throw UnknownMode(mode);
        }
    }

    private Task<FetchedKey> AssumeAsync(
        ProfileFields fields, Func<CancellationToken, Task<FetchedKey>> source, CancellationToken cancellationToken) =>
        new RoleSource(context, RoleRequest.Of(fields, "ram_role_arn", "ram_session_name", withExternalId: true), source)
            .FetchAsync(cancellationToken);

    private static FetchedKey StaticKey(ProfileFields fields, string? token = null)
    {
        var parts = new KeyParts(fields.Require("access_key_id"), fields.Require("access_key_secret"), token, null);
        return new(parts.ToKey(fields.Where), "static_ak");
    }

    private FetchedKey Session(ProfileFields fields, string source, string token)
    {
        var end = Times.FromUnixSeconds(fields["sts_expiration"]);
        if (end <= context.Now) throw new SourceException($"{fields.Where}: its session ended at {Times.Text(end.Value)}.");
        var parts = new KeyParts(fields.Require("access_key_id"), fields.Require("access_key_secret"), token, end);
        return new(parts.ToKey(fields.Where), source);
    }

    /// <summary>
    /// The session that the CLI has left. It is not renewed here: that replaces the refresh token, and if the new one were not written
    /// back, the user would be logged out.
    /// </summary>
    private FetchedKey OAuth(string name, ProfileFields fields)
    {
        var advice = $"Let the CLI renew it (aliyun sts GetCallerIdentity --profile {name}), "
            + $"or log in again (aliyun configure --mode OAuth --profile {name}).";
        if (fields["sts_token"] is not { } token || Times.FromUnixSeconds(fields["sts_expiration"]) is not { } end)
            throw new SourceException($"{fields.Where} has no session. {advice}");
        return end <= context.Now
            ? throw new SourceException($"{fields.Where}: its session ended at {Times.Text(end)}. {advice}")
            : Session(fields, "oauth", token);
    }

    private void ThrowIfDisabled(string mode)
    {
        if (context.Flag(ProcessSource.DisabledVariable))
            throw new SourceException($"The mode {mode} is disabled by the variable {ProcessSource.DisabledVariable}.");
    }

    private static SourceException UnknownMode(string mode)
    {
        var known = $"Use {string.Join(", ", s_modes)}.";
        if (s_unsupported.FirstOrDefault(m => m.Equals(mode, StringComparison.OrdinalIgnoreCase)) is { } unsupported)
            return new($"the mode {unsupported} is not supported. {known}");
        var near = NearestName.Find(mode, s_modes) is { } name ? $" Did you mean {name}?" : "";
        return new($"the mode \"{StsError.ShortName(mode) ?? "..."}\" is unknown.{near} {known}");
    }
}
