using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>A profile of the <c>aliyun</c> CLI: the one that is asked for by name, else the current one.</summary>
internal sealed class CliProfileSource(CredentialContext context, string? profile = null) : CredentialSource
{
    public override string Name => "cli_profile";

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        if (profile is null && context.Flag(CliConfigFile.DisabledVariable))
            throw SourceException.NotSetUp($"It is disabled by the variable {CliConfigFile.DisabledVariable}.");
        var file = CliConfigFile.Load(context);
        var asked = profile ?? context.Variable(CliConfigFile.ProfileVariable);
        var name = asked ?? file.Current ?? "default";
        if (!file.Profiles.TryGetValue(name, out var fields))
        {
            var reason = $"{file.Path} has no profile \"{name}\". Profiles: {file.Names}."
                + (NearestName.Find(name, file.Profiles.Keys) is { } near ? $" Did you mean \"{near}\"?" : "");
            // One that was asked for by name may be in the credentials file.
            throw asked is not null || file.Profiles.Count == 0 ? SourceException.NotSetUp(reason) : new SourceException(reason);
        }

        if (asked is null && IsEmpty(fields)) throw SourceException.NotSetUp($"{fields.Where}, the current one, has no key.");
        var fetched = await new CliProfileKeys(context, file).FetchAsync(name, [], cancellationToken).ConfigureAwait(false);
        return fetched with { Source = $"{Name}/{fetched.Source}" };
    }

    /// <summary>The CLI makes a profile of the mode AK with nothing in it.</summary>
    private static bool IsEmpty(ProfileFields fields) =>
        (fields["mode"] is null || "AK".Equals(fields["mode"], StringComparison.OrdinalIgnoreCase))
        && fields["access_key_id"] is null
        && fields["access_key_secret"] is null
        && fields["sts_token"] is null;
}
