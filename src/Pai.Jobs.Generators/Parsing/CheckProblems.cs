using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Finds why a validation attribute cannot check a parameter.</summary>
internal static class CheckProblems
{
    /// <summary>The fault, to follow the attribute's name; null where there is none.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="job">The record, in which generated code makes the attribute anew.</param>
    /// <param name="compilation">The compilation.</param>
    public static string? Of(AttributeData attribute, ITypeSymbol type, INamedTypeSymbol job, Compilation compilation) =>
        (CheckParser.IsInDataAnnotations(attribute.AttributeClass!) ? OfFramework(attribute, type) : null)
        ?? Reachability.ProblemOf(attribute, job, compilation)
        ?? LineNumber(attribute)
        ?? OfMessage(attribute, job, compilation);

    /// <summary>Why an attribute of the framework cannot check a parameter of the type, or null.</summary>
    private static string? OfFramework(AttributeData attribute, ITypeSymbol type)
    {
        var underlying = ParameterForm.Underlying(type);
        var isString = underlying.SpecialType == SpecialType.System_String;
        var hasLength = isString || underlying.TypeKind == TypeKind.Array || (underlying is INamedTypeSymbol { TypeArguments.Length: 1 });
        switch (attribute.AttributeClass!.Name)
        {
            case "CompareAttribute" or "CustomValidationAttribute":
                return "needs reflection over the record, which jobs do not use: check the value in the record's code";
            case "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute":
                return hasLength ? null : "applies only to strings and lists: use [Range], or an attribute of your own";
            case "StringLengthAttribute" or "UrlAttribute" or "EmailAddressAttribute" or "PhoneAttribute" or "CreditCardAttribute"
                or "Base64StringAttribute" or "FileExtensionsAttribute" or "RegularExpressionAttribute":
                return isString ? null : "applies only to strings: use [Range], or an attribute of your own";
            case "RangeAttribute" when attribute.ConstructorArguments.Length == 2:
                return ParameterForm.IsNumber(underlying)
                    ? null
                    : "with numeric limits applies only to numbers: write [Range(typeof(T), \"minimum\", \"maximum\")] for another type";
            default:
                return null;
        }
    }

    /// <summary>
    /// A line number that the compiler fills in: it is another one after every edit above it, and generated code would be made anew each
    /// time.
    /// </summary>
    private static string? LineNumber(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is not { } constructor
            || attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax) return null;
        for (var i = 0; i < constructor.Parameters.Length; i++)
        {
            var parameter = constructor.Parameters[i];
            if (!parameter.IsOptional || !HasCallerLineNumber(parameter) || IsGiven(parameter, i, syntax)) continue;
            return $"fills '{parameter.Name}' with its line number, which generated code cannot do: pass a number";
        }

        return null;
    }

    private static bool HasCallerLineNumber(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
            if (attribute.AttributeClass is { Name: "CallerLineNumberAttribute" }) return true;
        return false;
    }

    private static bool IsGiven(IParameterSymbol parameter, int position, AttributeSyntax syntax)
    {
        if (syntax.ArgumentList is not { } list) return false;
        for (var i = 0; i < list.Arguments.Count; i++)
        {
            var argument = list.Arguments[i];
            if (argument.NameEquals is not null) continue;
            if (argument.NameColon is { } name ? name.Name.Identifier.ValueText == parameter.Name : i == position) return true;
        }

        return false;
    }

    /// <summary>A message in a resource class must be one that the attribute would find, too.</summary>
    private static string? OfMessage(AttributeData attribute, INamedTypeSymbol job, Compilation compilation)
    {
        var type = Arguments.Named(attribute, "ErrorMessageResourceType");
        var name = Arguments.TextOf(attribute, "ErrorMessageResourceName");
        if (type.IsNull && string.IsNullOrEmpty(name)) return null;
        if (type.IsNull || string.IsNullOrEmpty(name))
            return "has only one of ErrorMessageResourceType and ErrorMessageResourceName: set both, or neither";
        if (Arguments.TextOf(attribute, "ErrorMessage") is not null)
            return "has both ErrorMessage and ErrorMessageResourceName: remove one of them";
        if (Arguments.ValueOf(type) is not INamedTypeSymbol resources) return null;
        foreach (var member in resources.GetMembers(name!))
        {
            if (member is IPropertySymbol { IsStatic: true, Type.SpecialType: SpecialType.System_String, GetMethod: { } getter }
                && compilation.IsSymbolAccessibleWithin(getter, job)) return null;
        }

        return $"has no message: add a static string property '{name}' to '{resources.Name}' that the job can access";
    }
}
