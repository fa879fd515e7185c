using System.Text;

namespace Pai.Jobs.Internal.Text;

/// <summary>The values that an environment variable of Linux can have.</summary>
internal static class VariableText
{
    /// <summary>The most bytes of one variable: Linux's limit for one string of an environment (MAX_ARG_STRLEN).</summary>
    public const int MaxBytes = 128 << 10;

    /// <summary>
    /// The most bytes of all variables of a job. Linux allows 2 MiB for them and the arguments together, with the usual stack limit; the
    /// rest is for the variables of the platform.
    /// </summary>
    public const int MaxTotalBytes = 7 << 18;

    /// <returns>What is wrong with the value, without the value itself; null when nothing is.</returns>
    public static string? Check(string name, string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal)) return "has a value with a NUL character.";
        if (!UnicodeText.IsValid(value)) return "has a value that is not valid Unicode.";
        return Fits(name, value)
            ? null
            : $"takes {SizeOf(name, value)} bytes with its name; Linux allows {MaxBytes}. "
                + "Put the value in a file of the source or an input.";
    }

    public static bool Fits(string name, string value) => SizeOf(name, value) <= MaxBytes;

    /// <summary>With the equals sign between them, and the NUL after them.</summary>
    public static int SizeOf(string name, string value) => Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + 2;
}
