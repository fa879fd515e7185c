using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>An enum: its members' names in C#, or strings of their own.</summary>
internal sealed class EnumParameterType<TEnum> : ParameterType<TEnum>
    where TEnum : struct, Enum
{
    private readonly (string Text, TEnum Value)[]? _members;

    public EnumParameterType((string Text, TEnum Value)[] members)
        : base(FormOf(members.Select(m => m.Text))) => _members = members;

    private EnumParameterType()
        : base(FormOf(Enum.GetNames<TEnum>()))
    {
    }

    public static EnumParameterType<TEnum> ByName { get; } = new();

    internal override ParameterShape Shape =>
        new(typeof(TEnum).IsDefined(typeof(FlagsAttribute), inherit: false) ? ParameterKind.Flags : ParameterKind.Enum, Form)
        {
            Members = _members is null ? Enum.GetNames<TEnum>() : [.. _members.Select(m => m.Text)],
            Names = _members is null ? [] : [.. _members.Select(m => m.Value.ToString())],
        };

    public override string Format(TEnum value)
    {
        foreach (var member in _members ?? [])
            if (EqualityComparer<TEnum>.Default.Equals(member.Value, value)) return member.Text;
        return value.ToString();
    }

    public override bool TryParse(string text, [MaybeNullWhen(false)] out TEnum value)
    {
        foreach (var member in _members ?? [])
        {
            if (member.Text != text) continue;
            value = member.Value;
            return true;
        }

        return Enum.TryParse(text, out value);
    }

    private static string FormOf(IEnumerable<string> names) => "one of " + string.Join(", ", names);
}
