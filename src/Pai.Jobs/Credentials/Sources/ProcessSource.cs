using System.Text.Json;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>A program that prints a key as JSON. Only its name is shown: arguments and output may be secrets.</summary>
internal sealed class ProcessSource(CredentialContext context, IReadOnlyList<string> command) : CredentialSource
{
    public const string DisabledVariable = "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS";

    public override string Name => "external";

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var output = await new CredentialProcess(context).RunAsync(command, cancellationToken).ConfigureAwait(false);
        return new(Parse(output, $"The output of {command[0]}"), Name)
        {
            Margin = TimeSpan.FromMinutes(3),
            KeepFor = TimeSpan.FromMinutes(1),
        };
    }

    /// <exception cref="SourceException">The output is not the JSON of a key.</exception>
    public static PaiAccessKey Parse(byte[] output, string subject) => CredentialJson.Read(output, subject, root =>
    {
        var mode = CredentialJson.String(root, "mode");
        var isSession = "StsToken".Equals(mode, StringComparison.OrdinalIgnoreCase);
        if (!isSession && !"AK".Equals(mode, StringComparison.OrdinalIgnoreCase))
            throw new SourceException($"{subject} has no \"mode\" that is \"AK\" or \"StsToken\".");
        var token = CredentialJson.String(root, "sts_token");
        if (isSession && token is null) throw new SourceException($"{subject} has no \"sts_token\".");
        var parts = new KeyParts(
            CredentialJson.String(root, "access_key_id"),
            CredentialJson.String(root, "access_key_secret"),
            isSession ? token : null,
            ReadEnd(root, subject));
        return parts.ToKey(subject);
    });

    private static DateTimeOffset? ReadEnd(JsonElement root, string subject)
    {
        if (CredentialJson.String(root, "expiration") is not { } end) return null;
        return Times.TryParse(end, out var time) ? time : throw new SourceException($"{subject} has an \"expiration\" that is not a time.");
    }
}
