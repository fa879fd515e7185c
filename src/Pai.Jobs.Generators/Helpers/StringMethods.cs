using System;

namespace Pai.Jobs;

/// <summary>Methods of newer frameworks that the library's files use, which are compiled here too. All are ordinal.</summary>
internal static class StringMethods
{
    public static int IndexOf(this string text, char value, StringComparison _) => text.IndexOf(value);

    public static bool Contains(this string text, char value, StringComparison _) => text.IndexOf(value) >= 0;

    public static bool Contains(this string text, string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

    public static bool EndsWith(this string text, char value) => text.Length > 0 && text[text.Length - 1] == value;

    public static string Replace(this string text, string value, string replacement, StringComparison _) =>
        text.Replace(value, replacement);
}
