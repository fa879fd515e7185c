using System.Buffers;

namespace Pai.Jobs.Internal.Text;

/// <summary>The sets of characters that names are checked against.</summary>
internal static class CharacterSets
{
    public static SearchValues<char> LowerCaseAndDigits { get; } = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    public static SearchValues<char> Bucket { get; } = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The characters that are special to no shell, quoted or not.</summary>
    public static SearchValues<char> ShellPlain { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:=,@%+-");

    public static SearchValues<char> NotInParameterName { get; } = SearchValues.Create(" \t\r\n\0'\"=");
}
