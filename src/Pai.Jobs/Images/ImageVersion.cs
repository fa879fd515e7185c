namespace Pai.Jobs.Internal.Images;

/// <summary>The order of versions as people write them: <c>1.9</c>, <c>1.12rc1</c>, <c>1.12PAI</c>, <c>2</c>. It never throws.</summary>
internal readonly struct ImageVersion : IComparable<ImageVersion>
{
    private static readonly string[] s_previews = ["a", "b", "rc", "alpha", "beta", "dev", "pre", "preview", "nightly"];

    /// <summary>Decimal numbers without zeros before them; none where the version does not start with a number.</summary>
    private readonly string[] _numbers;

    private readonly bool _isPreview;

    private ImageVersion(string[] numbers, bool isPreview) => (_numbers, _isPreview) = (numbers, isPreview);

    public static ImageVersion Parse(string? version)
    {
        var text = ImageTag.WithoutV(version ?? "");
        var end = text.AsSpan().IndexOfAnyExcept(ImageTag.NumberCharacters);
        var numbers = text[..(end < 0 ? text.Length : end)].Split('.', StringSplitOptions.RemoveEmptyEntries);
        var suffix = end < 0 ? "" : text[end..].TrimStart('-', '_', '+');
        var letters = suffix.AsSpan().IndexOfAnyExceptInRange('a', 'z');
        var word = letters < 0 ? suffix : suffix[..letters];
        return new([.. numbers.Select(n => n.TrimStart('0'))], s_previews.Contains(word));
    }

    /// <summary>A version that does not start with a number is below all others; a preview is below its release.</summary>
    public int CompareTo(ImageVersion other)
    {
        var (mine, others) = (_numbers ?? [], other._numbers ?? []);
        if (mine.Length == 0 || others.Length == 0) return mine.Length.CompareTo(others.Length);
        for (var i = 0; i < Math.Max(mine.Length, others.Length); i++)
        {
            var (a, b) = (mine.ElementAtOrDefault(i) ?? "", others.ElementAtOrDefault(i) ?? "");
            var order = a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);
            if (order != 0) return order;
        }

        return other._isPreview.CompareTo(_isPreview);
    }
}
