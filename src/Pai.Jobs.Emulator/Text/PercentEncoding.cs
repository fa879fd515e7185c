using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Percent-encoding as the service's signatures and lists have it: UTF-8, upper case, a space is %20.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All is encoded but unreserved characters and slashes.</summary>
    public static string EncodePath(string value) => Encode(value, keepSlash: true);

    /// <summary>All is encoded but unreserved characters.</summary>
    public static string Encode(string value) => Encode(value, keepSlash: false);

    /// <summary>Decodes once. Percent signs that begin no escape stay; bytes that are not UTF-8 are replaced.</summary>
    public static string Decode(string value, bool plusIsSpace) => Encoding.UTF8.GetString(DecodeBytes(value, plusIsSpace));

    /// <summary>Decodes once; false for bytes that are not UTF-8.</summary>
    public static bool TryDecodePath(string value, [NotNullWhen(true)] out string? decoded)
    {
        try
        {
            decoded = s_strict.GetString(DecodeBytes(value, plusIsSpace: false));
            return true;
        }
        catch (DecoderFallbackException)
        {
            decoded = null;
            return false;
        }
    }

    private static string Encode(string value, bool keepSlash)
    {
        var result = new StringBuilder(value.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' || (keepSlash && c == '/')) result.Append(c);
            else result.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
        }

        return result.ToString();
    }

    private static byte[] DecodeBytes(string value, bool plusIsSpace)
    {
        var source = Encoding.UTF8.GetBytes(value);
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var b = source[i];
            if (b == '%' && i + 2 < source.Length && char.IsAsciiHexDigit((char)source[i + 1]) && char.IsAsciiHexDigit((char)source[i + 2]))
            {
                b = (byte)((Digit(source[i + 1]) << 4) | Digit(source[i + 2]));
                i += 2;
            }
            else if (b == '+' && plusIsSpace)
            {
                b = (byte)' ';
            }

            source[length++] = b;
        }

        return source[..length];
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
