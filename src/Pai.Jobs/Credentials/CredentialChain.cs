namespace Pai.Jobs.Internal.Credentials;

/// <summary>
/// Asks one source after the other. The one that has answered first is kept. A source that is set up but fails ends the search: the next
/// one may be another identity.
/// </summary>
/// <param name="name">Goes before the names of the sources; empty for a source that the caller has named.</param>
/// <param name="sources">The sources, in order.</param>
internal sealed class CredentialChain(string name, IReadOnlyList<CredentialSource> sources)
{
    private volatile CredentialSource? _chosen;

    public async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var attempts = new List<PaiCredentialsAttempt>();
        var candidates = _chosen is { } chosen ? [chosen] : sources;
        foreach (var source in candidates)
        {
            try
            {
                var fetched = await source.FetchAsync(cancellationToken).ConfigureAwait(false);
                _chosen = source;
                return fetched with { Source = PathOf(fetched.Source) };
            }
            catch (SourceException e)
            {
                attempts.Add(new(source.Name, e.Message));
                if (e.IsSetUp || candidates.Count == 1)
                    throw new PaiCredentialsException(Describe(attempts), attempts, e.Code, e.RequestId);
            }
        }

        throw new PaiCredentialsException(DescribeNone(attempts), attempts, null, null) { IsAbsence = true };
    }

    private string PathOf(string source) => name.Length == 0 ? source : $"{name}/{source}";

    private string Describe(List<PaiCredentialsAttempt> attempts)
    {
        var last = attempts[^1];
        var message = $"The credentials of {PathOf(last.Source)} cannot be used: {last.Reason}";
        if (attempts.Count == 1) return message;
        return $"{message} Later sources are not tried, since they may have another identity. Tried before it:"
            + string.Concat(attempts[..^1].Select(a => $"\n  - {a}"));
    }

    private static string DescribeNone(List<PaiCredentialsAttempt> attempts) =>
        "There are no credentials. Tried, in this order:" + string.Concat(attempts.Select(a => $"\n  - {a}"))
        + $"\nSet the variables {EnvironmentSource.Id} and {EnvironmentSource.Secret}, or run: aliyun configure";
}
