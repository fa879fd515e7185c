using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Walks everything that can be reached from an object.</summary>
internal static class ObjectGraph
{
    /// <summary>Fails if anything of the compiler's can be reached: it would keep a whole compilation alive, and never be equal.</summary>
    public static void AssertPlain(object? value, string path) => Visit(value, path, new(ReferenceEqualityComparer.Instance));

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum) return;
        Assert.False(value is ISymbol or Compilation or SyntaxNode or SyntaxTree or SyntaxReference or Location or SemanticModel
            or AttributeData or Diagnostic or SyntaxToken, $"{path} is a {value.GetType()}");
        if (!value.GetType().IsValueType && !seen.Add(value)) return;
        if (value is Array array)
        {
            foreach (var item in (IEnumerable)array) Visit(item, path + "[]", seen);
            return;
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            foreach (var field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
    }
}
