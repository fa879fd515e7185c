namespace CatalogWriter;

/// <summary>Says what to use instead of a constant that is to be used no more.</summary>
internal sealed class Successors(IReadOnlyList<Constant> constants, IReadOnlyList<RetiredFamily> retired)
{
    /// <summary>The constants with those of retired families marked, and with those of earlier catalogs that are no longer there.</summary>
    public static IReadOnlyList<Constant> Mark(
        IReadOnlyList<Constant> current, IReadOnlyList<Constant> earlier, IReadOnlyList<RetiredFamily> retired)
    {
        var successors = new Successors([.. current.Where(c => FamilyOf(c, retired) is null)], retired);
        var names = current.Select(c => c.FullName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. current.Select(c => FamilyOf(c, retired) is null ? c : c with { Obsolete = successors.Of(c) }),
            .. earlier.Where(c => !names.Contains(c.FullName)).Select(c => c with { Obsolete = successors.Of(c) }),
        ];
    }

    private string Of(Constant old)
    {
        if (Find(old.Value) is { } renamed) return $"{old.Value} has a new name: use {renamed}.";
        var family = FamilyOf(old, retired);
        var reason = $"{old.Value} is {(family is null ? "no longer listed" : "of a retired family")}";
        return family?.Instead is { } instead && Find(old.Value, family.Family, instead) is { } successor
            ? $"{reason}: use {successor}."
            : $"{reason}: choose one from {ListFor(old.Class)}.";
    }

    /// <summary>The same shape and size in the other family, or its same size, or the class of the family.</summary>
    private string? Find(string old, string family, string instead) =>
        Find(instead + old[family.Length..])
        ?? Find(instead + old[old.LastIndexOf('.')..])
        ?? constants.FirstOrDefault(c => IsOf(c.Value, instead))?.Class;

    private string? Find(string value) => constants.FirstOrDefault(c => c.Value == value)?.FullName;

    /// <summary>The nearest class around that still has constants to choose from.</summary>
    private string ListFor(string list)
    {
        while (!constants.Any(c => c.FullName.StartsWith(list + ".", StringComparison.Ordinal)) && list.LastIndexOf('.') is > 0 and var dot)
            list = list[..dot];
        return list;
    }

    /// <summary>The retired family that a type is of: of <c>ecs.gn6i</c> and <c>ecs.gn6i-c4g1</c> the longer one.</summary>
    private static RetiredFamily? FamilyOf(Constant constant, IReadOnlyList<RetiredFamily> retired) =>
        retired.Where(r => IsOf(constant.Value, r.Family)).MaxBy(r => r.Family.Length);

    private static bool IsOf(string type, string family) =>
        type.StartsWith(family, StringComparison.Ordinal) && type.Length > family.Length && type[family.Length] is '.' or '-';
}
