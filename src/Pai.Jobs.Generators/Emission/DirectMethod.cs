namespace Pai.Jobs.Generators.Emission;

/// <summary>The parameters for which the library has a method of its own, which compiles sooner than the generic one.</summary>
internal static class DirectMethod
{
    /// <summary>The method's name; null where there is none.</summary>
    public static string? Of(MemberModel member) => member.Role != MemberRole.Parameter ? null : member.Type switch
    {
        "PJ::ParameterType.String" => "String",
        "PJ::ParameterType.Boolean" => "Boolean",
        "PJ::ParameterType.Int32" => "Int32",
        "PJ::ParameterType.Int64" => "Int64",
        "PJ::ParameterType.Double" => "Double",
        _ => null,
    };
}
