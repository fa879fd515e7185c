namespace Pai.Jobs.Internal.Text;

/// <summary>A piece of a <see cref="Glob"/>.</summary>
internal readonly record struct GlobToken(GlobTokenKind Kind, char Character = '\0', CharacterClass? Class = null);

internal enum GlobTokenKind
{
    /// <summary>The character itself.</summary>
    Character,

    /// <summary><c>?</c>.</summary>
    Any,

    /// <summary><c>[…]</c>.</summary>
    Class,

    /// <summary><c>*</c>: any characters but a slash.</summary>
    Star,

    /// <summary><c>**/</c>: any number of whole folders.</summary>
    Folders,

    /// <summary><c>**</c> as the last segment.</summary>
    Everything,
}
