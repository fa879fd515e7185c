namespace Pai.Jobs.Internal.Credentials;

/// <summary>The answer to a request; status 0 if there is none.</summary>
internal readonly record struct HttpAnswer(int Status, byte[] Body)
{
    /// <summary>The reason why there is no answer, in a few words; null if there is one.</summary>
    public string? Failure { get; private init; }

    /// <summary>True if no connection to the host was made.</summary>
    public bool IsUnreachable { get; private init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The failure or the status.</summary>
    public string Reason => Failure ?? $"HTTP status {Status}";

    public static HttpAnswer Failed(string reason) => new(0, []) { Failure = reason };

    public static HttpAnswer Unreachable(string reason) => new(0, []) { Failure = reason, IsUnreachable = true };
}
