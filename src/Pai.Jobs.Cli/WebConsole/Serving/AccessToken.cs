using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The token that a page needs for every request of data. It is in memory and in the printed address only.</summary>
internal sealed class AccessToken
{
    private readonly byte[] _bytes;

    private AccessToken(string text)
    {
        Text = text;
        _bytes = Encoding.ASCII.GetBytes(text);
    }

    public string Text { get; }

    public static AccessToken Create() => new(RandomNumberGenerator.GetHexString(64, lowercase: true));

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool IsSame(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), _bytes);

    /// <inheritdoc/>
    public override string ToString() => "***";
}
