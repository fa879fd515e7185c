using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>A section of the credentials file.</summary>
internal sealed class IniProfileSource(CredentialContext context, string? profile = null) : CredentialSource
{
    private const string PathVariable = "ALIBABA_CLOUD_CREDENTIALS_FILE";

    private static readonly string[] s_types = ["access_key", "ecs_ram_role", "ram_role_arn", "oidc_role_arn"];

    public override string Name => "profile";

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var asked = profile ?? context.Variable(CliConfigFile.ProfileVariable);
        var section = asked ?? "default";
        var (paths, sections) = Load(section);
        if (sections is null)
        {
            var missing = $"None of these files exists: {string.Join(", ", paths)}.";
            throw asked is null
                ? SourceException.NotSetUp(missing)
                : new SourceException($"The profile \"{asked}\" was asked for by name. {missing}");
        }

        if (!sections.TryGetValue(section, out var fields)) throw NoSection(section, asked, paths, sections.Keys);
        if (fields["enable"] is { } enable && !CredentialContext.IsTrue(enable))
        {
            var off = $"{fields.Where} is disabled (enable = {(enable.Length > 8 ? "..." : enable)}).";
            throw asked is null ? SourceException.NotSetUp(off) : new SourceException(off);
        }

        var fetched = await InnerSource.FetchAsync(fields.Where, () => FetchAsync(fields, cancellationToken)).ConfigureAwait(false);
        return fetched with { Source = $"{Name}/{fetched.Source}" };
    }

    private Task<FetchedKey> FetchAsync(ProfileFields fields, CancellationToken cancellationToken)
    {
        switch (fields["type"])
        {
            case "access_key":
                return Task.FromResult(StaticKey(fields));
            case "ecs_ram_role":
                return new EcsRoleSource(context, fields["role_name"]).FetchAsync(cancellationToken);
            case "ram_role_arn":
                var role = RoleRequest.Of(fields, "role_arn", "role_session_name", withExternalId: true);
                return new RoleSource(context, role, _ => Task.FromResult(StaticKey(fields))).FetchAsync(cancellationToken);
            case "oidc_role_arn":
                return new OidcSource(context, () => new(
                    RoleRequest.Of(fields, "role_arn", "role_session_name", withExternalId: false),
                    fields.Require("oidc_provider_arn"),
                    fields.Require("oidc_token_file_path"))).FetchAsync(cancellationToken);
            case "rsa_key_pair":
                throw new SourceException($"{fields.Where} has the type rsa_key_pair, which is not supported. Use {Known}.");
            case null:
                throw new SourceException($"{fields.Where} has no type. Use {Known}.");
            case var type:
                throw new SourceException($"{fields.Where} has an unknown type.{DidYouMean(type)} Use {Known}.");
        }
    }

    private static string Known => string.Join(", ", s_types);

    private static string DidYouMean(string type) => NearestName.Find(type, s_types) is { } near ? $" Did you mean {near}?" : "";

    private static FetchedKey StaticKey(ProfileFields fields)
    {
        var parts = new KeyParts(fields.Require("access_key_id"), fields.Require("access_key_secret"), null, null);
        return new(parts.ToKey(fields.Where), "static_ak");
    }

    /// <summary>The file that the variable names, or the first of the two default ones that has the section.</summary>
    private (string[] Paths, Dictionary<string, ProfileFields>? Sections) Load(string section)
    {
        if (context.Variable(PathVariable) is { } named)
        {
            var bytes = CredentialFile.Read(context, named)
                ?? throw new SourceException($"{named} does not exist; the variable {PathVariable} names it.");
            return ([named], IniFile.Parse(bytes, named));
        }

        if (context.InHome(".alibabacloud") is not { } folder)
            throw SourceException.NotSetUp("The home directory is unknown: HOME is not set.");
        string[] paths = [Path.Combine(folder, "credentials.ini"), Path.Combine(folder, "credentials")];
        Dictionary<string, ProfileFields>? first = null;
        foreach (var path in paths)
        {
            if (CredentialFile.Read(context, path) is not { } bytes) continue;
            var sections = IniFile.Parse(bytes, path);
            if (sections.ContainsKey(section)) return ([path], sections);
            first ??= sections;
        }

        return (paths, first);
    }

    private static SourceException NoSection(string section, string? asked, string[] paths, IEnumerable<string> sections)
    {
        var all = sections.Order(StringComparer.Ordinal).ToList();
        var known = all.Count == 0 ? "none" : string.Join(", ", all);
        var near = asked is not null && NearestName.Find(asked, all) is { } name ? $" Did you mean \"{name}\"?" : "";
        var reason = $"There is no section [{section}] in {string.Join(" or ", paths)}. Sections: {known}.{near}";
        return asked is null
            ? SourceException.NotSetUp(reason)
            : new SourceException($"The profile \"{asked}\" was asked for by name. {reason}");
    }
}
