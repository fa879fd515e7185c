namespace CatalogWriter;

/// <summary>The constants of instance types: <c>InstanceTypes.Ecs.Gn6i.C4g1_XLarge</c>.</summary>
internal static class InstanceTypeConstants
{
    private const string Root = "InstanceTypes";
    private static readonly char[] s_separators = ['.', '-'];

    public static string Of(IReadOnlyList<TypeData> types, IReadOnlyList<RetiredFamily> retired, IReadOnlyList<string> publicApi) =>
        ConstantsFile.Of(
            "public static partial class " + Root,
            null,
            Successors.Mark([.. types.Select(ConstantOf)], PublicConstants.Of(Root, publicApi), retired),
            DescribeClass);

    private static Constant ConstantOf(TypeData type)
    {
        var (service, family) = (ServiceOf(type.Name), FamilyOf(type.Name));
        var path = $"{Root}.{Identifiers.Pascal(service)}.{Identifiers.Pascal(family)}";
        return new(path, NameOf(type.Name, service, family), type.Name, Describe(type));
    }

    private static string DescribeClass(string path, Constant constant)
    {
        var service = ServiceOf(constant.Value);
        if (path != constant.Class) return service == "ecs" ? "Instance types of ECS." : "Instance types of PAI and Lingjun.";
        return $"The family <c>{service}.{FamilyOf(constant.Value)}</c>.";
    }

    private static string ServiceOf(string type) => type[..type.IndexOf('.', StringComparison.Ordinal)];

    private static string FamilyOf(string type) => type.Split(s_separators)[1];

    /// <summary>What stands after the family, a word for each part; a size as <c>XLarge2</c>, since no name starts with a digit.</summary>
    private static string NameOf(string type, string service, string family) =>
        string.Join('_', type[(service.Length + 1 + family.Length + 1)..].Split(s_separators).Select(Word));

    private static string Word(string part) =>
        part.EndsWith("xlarge", StringComparison.Ordinal) ? "XLarge" + part[..^"xlarge".Length]
        : char.IsAsciiDigit(part[0]) ? "N" + part
        : Identifiers.Pascal(part);

    private static string Describe(TypeData type)
    {
        var text = $"<c>{type.Name}</c>: {(type.Cpu is null ? "vCPU not published" : $"{type.Cpu} vCPU")}";
        if (type.MemoryGiB is not null) text += $", {type.MemoryGiB} GiB";
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
