namespace Pai.Jobs.Internal.Storage;

/// <summary>The order of keys in the service's lists: by UTF-8 bytes. Ordinal order differs from it for surrogate pairs.</summary>
internal sealed class OssKeyOrder : IComparer<string>
{
    public static OssKeyOrder Instance { get; } = new();

    int IComparer<string>.Compare(string? x, string? y) => Compare(x, y);

    public static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var common = a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length) return a.Length - b.Length;
        return Rank(a[common]) - Rank(b[common]);
    }

    /// <summary>Characters beyond the first 65,536, which are pairs of surrogates, come after all others.</summary>
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
