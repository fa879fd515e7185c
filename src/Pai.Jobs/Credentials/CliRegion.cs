namespace Pai.Jobs.Internal.Credentials;

/// <summary>The region of the CLI's profile. A file that cannot be read has none here: who needs a key from it is told.</summary>
internal static class CliRegion
{
    public static (string Region, string Source)? Find(Func<string, string?> environment)
    {
        var context = new CredentialContext(new() { Environment = environment });
        if (context.Flag(CliConfigFile.DisabledVariable)) return null;
        try
        {
            var file = CliConfigFile.Load(context);
            var name = context.Variable(CliConfigFile.ProfileVariable) ?? file.Current ?? "default";
            return file.Profiles.TryGetValue(name, out var fields) && fields["region_id"] is { } region
                ? (region, $"\"region_id\" of the profile \"{name}\" in {file.Path}")
                : null;
        }
        catch (SourceException)
        {
            return null;
        }
    }
}
