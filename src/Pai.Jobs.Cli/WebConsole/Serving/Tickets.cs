using System.Security.Cryptography;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Addresses that work once, for a minute, without the token: for downloads that the browser does by itself.</summary>
internal sealed class Tickets(TimeProvider clock)
{
    public const string Parameter = "ticket";

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>More than a person opens in a minute.</summary>
    private const int MaxCount = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Path, DateTimeOffset Ends)> _tickets = new(StringComparer.Ordinal);

    /// <summary>The address with a new ticket.</summary>
    /// <exception cref="ConsoleException">Too many tickets are open.</exception>
    public string Issue(string path)
    {
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            foreach (var (key, (_, ends)) in _tickets)
                if (ends <= now) _tickets.Remove(key);
            if (_tickets.Count >= MaxCount)
                throw new ConsoleException(429, "tooManyTickets", $"{MaxCount} tickets are open. Wait a minute.");
            _tickets[ticket] = (path, now + Lifetime);
        }

        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={ticket}";
    }

    /// <summary>Uses the ticket at the end of an address up; false if it is not one for this address, or is no longer valid.</summary>
    public bool TryUse(string address)
    {
        const string name = Parameter + "=";
        var start = address.LastIndexOf(name, StringComparison.Ordinal);
        if (start < 1 || address[start - 1] is not ('?' or '&')) return false;
        lock (_lock)
        {
            return _tickets.Remove(address[(start + name.Length)..], out var ticket)
                && ticket.Ends > clock.GetUtcNow()
                && ticket.Path == address[..(start - 1)];
        }
    }
}
