using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>
/// Finds the texts that become a location: by conversion or by <c>Parse</c>. Who calls <c>TryParse</c> expects that some do not.
/// </summary>
internal static class LocationConversions
{
    /// <summary>The text that an operation reads as a location, and the type of that; null where it does something else.</summary>
    public static (IOperation Text, string Type)? SourceOf(IOperation operation) => operation switch
    {
        IConversionOperation
        {
            OperatorMethod: { ContainingType: var type, Parameters: [{ Type.SpecialType: SpecialType.System_String }] },
        } conversion
            when LocationTypes.IsLocation(type) => (conversion.Operand, type.Name),
        IInvocationOperation { TargetMethod: { Name: "Parse", IsStatic: true, Parameters.Length: 1, ContainingType: var type } } call
            when LocationTypes.IsLocation(type) => (call.Arguments[0].Value, type.Name),
        _ => null,
    };

    /// <summary>The values among which an expression chooses; itself where it chooses none.</summary>
    public static IEnumerable<IOperation> ChoicesOf(IOperation value) => value switch
    {
        { ConstantValue.HasValue: true } => [value],
        IConditionalOperation { WhenFalse: { } whenFalse } choice => [.. ChoicesOf(choice.WhenTrue), .. ChoicesOf(whenFalse)],
        ICoalesceOperation choice => [.. ChoicesOf(choice.Value), .. ChoicesOf(choice.WhenNull)],
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => ChoicesOf(arm.Value)),
        _ => [value],
    };
}
