namespace CatalogWriter;

/// <summary>The constants of instance types: <c>InstanceTypes.Ecs.Gn6i.C4g1_XLarge</c>.</summary>
internal static class InstanceTypeConstants
{
    private static readonly char[] s_separators = ['.', '-'];

    public static string Of(IEnumerable<TypeData> types)
    {
        var code = new CodeText();
        code.Open("public static partial class InstanceTypes", null);
        foreach (var service in types.GroupBy(t => t.Name[..t.Name.IndexOf('.')]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            code.Open($"public static class {Identifiers.Pascal(service.Key)}", service.Key == "ecs" ? "Instance types of ECS." : "Instance types of PAI and Lingjun.");
            foreach (var family in service.GroupBy(FamilyOf).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                code.Open($"public static class {Identifiers.Pascal(family.Key)}", $"The family <c>{service.Key}.{family.Key}</c>.");
                foreach (var type in family) code.Constant(NameOf(type, family.Key), type.Name, Describe(type));
                code.Close();
            }

            code.Close();
        }

        code.Close();
        return code.ToString();
    }

    private static string FamilyOf(TypeData type) => type.Name.Split(s_separators)[1];

    /// <summary>What stands after the family, a word for each part; a size as <c>XLarge2</c>, since no name starts with a digit.</summary>
    private static string NameOf(TypeData type, string family)
    {
        var rest = type.Name[(type.Name.IndexOf('.', StringComparison.Ordinal) + 1 + family.Length + 1)..];
        return string.Join('_', rest.Split(s_separators).Select(Word));
    }

    private static string Word(string part) =>
        part.EndsWith("xlarge", StringComparison.Ordinal) ? "XLarge" + part[..^"xlarge".Length]
        : char.IsAsciiDigit(part[0]) ? "N" + part
        : Identifiers.Pascal(part);

    private static string Describe(TypeData type)
    {
        var text = $"<c>{type.Name}</c>: {(type.Cpu is null ? "vCPU not published" : type.Cpu + " vCPU")}{(type.MemoryGiB is null ? "" : $", {type.MemoryGiB} GiB")}";
        if (type.Accelerator != "CPU")
        {
            text += type.Gpu is { } count ? $", {count} × " : ", ";
            text += type.GpuType ?? (type.Accelerator == "PPU" ? "PPU" : "GPU");
            if (type.GpuMemoryGiB is { } memory) text += $" with {memory} GiB each";
        }

        if (type.Arch == "arm64") text += ", Arm";
        return text + (type.IsDocumented ? ". Documented by PAI." : ". Documented by ECS only.");
    }
}
