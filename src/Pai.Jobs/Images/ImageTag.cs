using System.Buffers;

namespace Pai.Jobs.Internal.Images;

/// <summary>The parts of an image's URI: repository and tag, and what the tag says.</summary>
/// <remarks>
/// A tag is read part by part, whatever their order: those for training have the accelerator before Python, those for serving behind it,
/// and many have neither. Nothing here throws.
/// </remarks>
internal sealed record ImageTag
{
    /// <summary>The characters of a version in numbers.</summary>
    public static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>The last part of the path, without tag and digest.</summary>
    public required string Repository { get; init; }

    /// <summary>Empty where there is none.</summary>
    public required string Tag { get; init; }

    /// <summary>The first part of the tag, without a <c>v</c> before a digit; null where that is something else.</summary>
    public string? Version { get; init; }

    /// <summary>Where the tag does not name it: GPU where it names CUDA.</summary>
    public Accelerator Accelerator { get; init; }

    public string? Python { get; init; }

    public string? Cuda { get; init; }

    public static ImageTag Parse(string uri)
    {
        var name = uri.Split('@', 2)[0];
        var path = name[(name.LastIndexOf('/') + 1)..].Split(':', 2);
        var tag = path.ElementAtOrDefault(1) ?? "";
        var parts = tag.Split('-', '_');
        var accelerator = parts.Select(AcceleratorOf).FirstOrDefault(a => a != Accelerator.Unspecified);
        var cuda = parts.Select(CudaOf).FirstOrDefault(v => v is not null);
        return new()
        {
            Repository = path[0],
            Tag = tag,
            Version = IsVersion(parts[0]) ? WithoutV(parts[0]) : null,
            Accelerator = accelerator == Accelerator.Unspecified && cuda is not null ? Accelerator.Gpu : accelerator,
            Python = parts.Select(PythonOf).FirstOrDefault(v => v is not null),
            Cuda = cuda,
        };
    }

    /// <summary><c>v1.2</c> as <c>1.2</c>.</summary>
    public static string WithoutV(string version) => version is ['v' or 'V', >= '0' and <= '9', ..] ? version[1..] : version;

    public static Accelerator AcceleratorOf(string? word) => word?.ToUpperInvariant() switch
    {
        "CPU" => Accelerator.Cpu,
        "GPU" => Accelerator.Gpu,
        "PPU" => Accelerator.Ppu,
        _ => Accelerator.Unspecified,
    };

    /// <summary><c>py38</c> and <c>python3.8</c> as <c>3.8</c>; null for anything else.</summary>
    public static string? PythonOf(string part) => Number(part, "python", 1) ?? Number(part, "py", 1);

    /// <summary><c>cu113</c> and <c>cuda11.3.1</c> as <c>11.3</c>; null for anything else.</summary>
    public static string? CudaOf(string part) => Number(part, "cuda", null) ?? Number(part, "cu", null);

    /// <summary>
    /// A number behind a word, with major and minor number only. Without a dot, the major number has so many digits, or all but one.
    /// </summary>
    private static string? Number(string part, string word, int? majorDigits)
    {
        if (!part.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return null;
        var text = part[word.Length..];
        if (text.Length is 0 or > 12 || !char.IsAsciiDigit(text[0]) || text.AsSpan().ContainsAnyExcept(NumberCharacters)) return null;
        if (text.Contains('.', StringComparison.Ordinal))
            return string.Join('.', text.Split('.', StringSplitOptions.RemoveEmptyEntries).Take(2));
        var major = majorDigits ?? Math.Max(1, text.Length - 1);
        return text.Length <= major ? text : $"{text[..major]}.{text[major..]}";
    }

    private static bool IsVersion(string part) =>
        part.Length > 0 && part.AsSpan().ContainsAnyInRange('0', '9') && AcceleratorOf(part) == Accelerator.Unspecified
        && PythonOf(part) is null && CudaOf(part) is null && !part.StartsWith("ubuntu", StringComparison.OrdinalIgnoreCase);
}
