namespace Pai.Jobs.Cli.CommandLine;

/// <summary>Options of the form NAME=VALUE that may be given several times.</summary>
internal static class NamedValues
{
    /// <exception cref="UsageException">One has no <c>=</c>, or a name comes twice.</exception>
    public static Dictionary<string, string> Read(IEnumerable<string>? values, string option)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values ?? [])
        {
            var at = value.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new UsageException($"{option} needs a name and a value: NAME=VALUE.");
            if (!read.TryAdd(value[..at], value[(at + 1)..]))
                throw new UsageException($"{option} gives \"{value[..at]}\" twice.");
        }

        return read;
    }
}
