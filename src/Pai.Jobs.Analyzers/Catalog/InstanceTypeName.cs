using System.Text.RegularExpressions;

namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>The grammar of instance type names, as the catalog's sources show it.</summary>
internal static class InstanceTypeName
{
    /// <summary>This machine: no instance type of the service.</summary>
    public const string Local = "local";

    /// <summary>True for "local", a misspelling of it in one character, "local_gpu", "local-gpu" and "localhost", in any case.</summary>
    public static bool MeansLocal(string? text) =>
        text?.Trim() is { } name
            && (EditDistance.Of(name, Local) < 2 || name.ToLowerInvariant() is "local_gpu" or "local-gpu" or "localhost");

    private const string Shape =
        @"\A(?:ecs\.[a-z]+\d*[a-z]*(?:-[a-z0-9]+)*\.(?:small|medium|large|\d{0,3}xlarge)|"
        + @"ml\.[a-z]+\d+[a-z]*(?:\.[a-z0-9]+)*\.(?:[a-z0-9]+-[a-z]+\d+|\d+xlarge))\z";

    private static readonly Regex s_shape = new(Shape, RegexOptions.CultureInvariant);

    /// <summary>True if a text has the shape of an instance type.</summary>
    public static bool IsWellFormed(string name) => s_shape.IsMatch(name);

    /// <summary>True if a name is that of a family: it has no size.</summary>
    public static bool IsFamily(string name) => name.IndexOf('.') == name.LastIndexOf('.');

    /// <summary>The name without its size: <c>ecs.gn7i-c8g1</c>.</summary>
    public static string WithoutSize(string name) => name.Substring(0, name.LastIndexOf('.') is > 0 and var dot ? dot : name.Length);

    /// <summary>The size: <c>2xlarge</c>.</summary>
    public static string SizeOf(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>The family: <c>ecs.gn7i</c>.</summary>
    public static string FamilyOf(string name)
    {
        var prefix = name.IndexOf('.') + 1;
        var end = name.IndexOfAny(['.', '-'], prefix);
        return end < 0 ? name : name.Substring(0, end);
    }
}
