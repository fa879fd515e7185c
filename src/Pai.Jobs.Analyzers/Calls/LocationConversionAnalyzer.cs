using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>
/// Finds locations of one kind that are made into another by way of their text or a cast, which cannot be: the compiler refuses the direct
/// way only.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LocationConversionAnalyzer() : CallAnalyzer(
    CallRules.LocationConversion, OperationKind.Conversion, OperationKind.Invocation)
{
    private protected override void Analyze(OperationAnalysisContext context)
    {
        if (LocationConversions.SourceOf(context.Operation) is var (whole, type))
        {
            foreach (var text in LocationConversions.ChoicesOf(whole))
                if (WrittenBy(text) is { } location && CannotRead(type, location.Type!.Name)) Report(context, text, location, type);
        }
        // With 'as' it is null, and no exception.
        else if (context.Operation is IConversionOperation { Conversion.IsReference: true, IsTryCast: false, Type: { } wanted } cast
            && LocationTypes.IsOneKind(wanted))
        {
            if (LocationIn(cast.Operand) is { } location && location.Type!.Name != wanted.Name)
                Report(context, cast, location, wanted.Name);
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation value, IOperation location, string wanted) =>
        context.ReportDiagnostic(Diagnostic.Create(
            CallRules.LocationConversion, value.Syntax.GetLocation(), location.Syntax.ToString().TrimStart('.'), location.Type!.Name,
            wanted));

    /// <summary>
    /// True if no text of one kind is one of another. That of a dataset is a folder's name too, and <c>DataLocation</c> reads them all.
    /// </summary>
    private static bool CannotRead(string type, string text) =>
        type != text && type != KnownNames.DataLocation && (type, text) is not (KnownNames.LocalPath, KnownNames.DatasetId);

    /// <summary>The location whose whole text a value is.</summary>
    private static IOperation? WrittenBy(IOperation text) => text switch
    {
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 }, Instance: { } instance } => LocationIn(instance),
        IInterpolatedStringOperation { Parts: [IInterpolationOperation { Alignment: null } part] } => LocationIn(part.Expression),
        IConditionalAccessOperation access => WrittenBy(access.WhenNotNull),
        _ => null,
    };

    /// <summary>The value of one kind of location that an expression is, whatever it is converted to on the way.</summary>
    private static IOperation? LocationIn(IOperation value) =>
        LocationTypes.IsOneKind(value.Type) ? value
        : value is IConversionOperation { OperatorMethod: null } conversion ? LocationIn(conversion.Operand)
        : null;
}
