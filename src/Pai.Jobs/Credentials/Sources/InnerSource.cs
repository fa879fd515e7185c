namespace Pai.Jobs.Internal.Credentials;

/// <summary>Fetches a key as a profile says. Then the source is set up, whatever it finds.</summary>
internal static class InnerSource
{
    public static async Task<FetchedKey> FetchAsync(string where, Func<Task<FetchedKey>> fetch)
    {
        try
        {
            return await fetch().ConfigureAwait(false);
        }
        catch (SourceException e)
        {
            var reason = e.Message.StartsWith(where, StringComparison.Ordinal) ? e.Message : $"{where}: {e.Message}";
            throw new SourceException(reason, isSetUp: true, e.Code, e.RequestId);
        }
    }
}
