using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Finds what a generated file cannot name or use, though the code that it is taken from may.</summary>
internal static class Reachability
{
    /// <summary>Why an attribute cannot be made anew in the record, to follow its name; null for nothing.</summary>
    public static string? ProblemOf(AttributeData attribute, INamedTypeSymbol job, Compilation compilation)
    {
        if (ProblemOf(attribute.AttributeClass!, job, compilation) is { } own) return own;
        if (attribute.AttributeConstructor is { DeclaredAccessibility: not Accessibility.Public } constructor
            && !compilation.IsSymbolAccessibleWithin(constructor, job))
            return $"has a constructor that '{job.Name}' cannot access: make it accessible to the job";
        foreach (var argument in attribute.ConstructorArguments)
            if (ProblemOf(argument, job, compilation) is { } problem) return problem;
        foreach (var argument in attribute.NamedArguments)
        {
            if (ProblemOf(argument.Value, job, compilation) is { } problem) return problem;
            if (!CanSet(attribute.AttributeClass!, argument.Key, job, compilation))
                return $"has a property '{argument.Key}' that '{job.Name}' cannot set: make its setter accessible to the job";
        }

        return null;
    }

    /// <summary>Why a type cannot be named in the record's generated file, to follow the name of what uses it; null where it can.</summary>
    public static string? ProblemOf(ITypeSymbol type, INamedTypeSymbol job, Compilation compilation)
    {
        if (type is IArrayTypeSymbol array) return ProblemOf(array.ElementType, job, compilation);
        if (type is not INamedTypeSymbol named || type.SpecialType != SpecialType.None) return null;
        for (var current = named; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                return $"uses '{current.Name}', which is file-local, so the generated file cannot refer to it: remove 'file'";
            if (!current.IsUnboundGenericType)
                foreach (var argument in current.TypeArguments)
                    if (ProblemOf(argument, job, compilation) is { } problem) return problem;
        }

        if (!compilation.IsSymbolAccessibleWithin(named.OriginalDefinition, job))
            return $"uses '{named.Name}', which '{job.Name}' cannot access: make it accessible to the job";
        return HasGlobalAlias(named, compilation)
            ? null
            : $"uses '{named.Name}', which has only an extern alias, so the generated file cannot refer to it: add the alias 'global'";
    }

    private static string? ProblemOf(TypedConstant constant, INamedTypeSymbol job, Compilation compilation)
    {
        switch (constant.Kind)
        {
            case TypedConstantKind.Enum when constant.Type is { } type:
                return ProblemOf(type, job, compilation);
            case TypedConstantKind.Type when constant.Value is ITypeSymbol type:
                return ProblemOf(type, job, compilation);
            case TypedConstantKind.Array when !constant.IsNull:
                if (constant.Type is { } ofArray && ProblemOf(ofArray, job, compilation) is { } own) return own;
                foreach (var element in constant.Values)
                    if (ProblemOf(element, job, compilation) is { } problem) return problem;
                return null;
            default:
                return null;
        }
    }

    private static bool CanSet(INamedTypeSymbol attribute, string name, INamedTypeSymbol job, Compilation compilation)
    {
        for (var type = attribute; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is IPropertySymbol { SetMethod: { } setter }) return compilation.IsSymbolAccessibleWithin(setter, job);
                if (member is IFieldSymbol field) return compilation.IsSymbolAccessibleWithin(field, job);
            }
        }

        return true;
    }

    private static bool HasGlobalAlias(INamedTypeSymbol type, Compilation compilation) =>
        type.ContainingAssembly is not { } assembly
        || SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
        || compilation.GetMetadataReference(assembly) is not { Properties.Aliases: { IsEmpty: false } aliases }
        || aliases.Contains(MetadataReferenceProperties.GlobalAlias);
}
