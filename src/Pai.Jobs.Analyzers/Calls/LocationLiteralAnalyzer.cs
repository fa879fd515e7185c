using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Pai.Jobs.Analyzers.Checks;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Finds constant texts that become a location, and are none: by conversion or by <c>Parse</c>. Who calls <c>TryParse</c> expects that.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LocationLiteralAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(CallRules.LocationLiteral);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!JobCalls.HasLibrary(start.Compilation)) return;
            start.RegisterOperationAction(AnalyzeConversion, OperationKind.Conversion);
            start.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
        });
    }

    private static void AnalyzeConversion(OperationAnalysisContext context)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion.OperatorMethod is { ContainingType: var type, Parameters: [{ Type.SpecialType: SpecialType.System_String }] } && IsLocation(type)) Check(context, conversion.Operand, type.Name);
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "Parse", IsStatic: true, Parameters.Length: 1, ContainingType: var type } && IsLocation(type)) Check(context, call.Arguments[0].Value, type.Name);
    }

    private static void Check(OperationAnalysisContext context, IOperation value, string type)
    {
        switch (value)
        {
            case { ConstantValue: { HasValue: true, Value: string text } }:
                if (LocationLiteral.ProblemOf(text, type) is not { } problem) return;
                var right = NearestLocation.Of(text, type);
                context.ReportDiagnostic(Diagnostic.Create(CallRules.LocationLiteral, value.Syntax.GetLocation(), Replacements.In(right is null ? Array.Empty<string>() : [right]), problem));
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                Check(context, choice.WhenTrue, type);
                Check(context, whenFalse, type);
                break;
            case ICoalesceOperation choice:
                Check(context, choice.Value, type);
                Check(context, choice.WhenNull, type);
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms) Check(context, arm.Value, type);
                break;
        }
    }

    private static bool IsLocation(INamedTypeSymbol type) =>
        type.Name is KnownNames.OssUri or KnownNames.NasUri or KnownNames.CpfsUri or KnownNames.DatasetId or KnownNames.LocalPath or KnownNames.DataUri && RecordParser.IsOurs(type);
}
