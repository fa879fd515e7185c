namespace Pai.Jobs.Internal.Parameters;

/// <summary>The kinds of a <see cref="CheckRule"/>: the names of the validation attributes.</summary>
internal static class CheckKind
{
    public const string Range = nameof(Range);
    public const string MinLength = nameof(MinLength);
    public const string MaxLength = nameof(MaxLength);
    public const string Length = nameof(Length);
    public const string StringLength = nameof(StringLength);
    public const string RegularExpression = nameof(RegularExpression);
    public const string AllowedValues = nameof(AllowedValues);
    public const string DeniedValues = nameof(DeniedValues);
    public const string Required = nameof(Required);
    public const string EnumDataType = nameof(EnumDataType);
    public const string EmailAddress = nameof(EmailAddress);
    public const string Phone = nameof(Phone);
    public const string Url = nameof(Url);
    public const string CreditCard = nameof(CreditCard);
    public const string Base64String = nameof(Base64String);
    public const string FileExtensions = nameof(FileExtensions);
}
