using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Tells the methods that run jobs from all others: those of the library, and those that it generates into jobs.</summary>
internal static class JobCalls
{
    /// <summary>True if the compilation has the library: without it an analyzer registers nothing.</summary>
    public static bool HasLibrary(Compilation compilation) =>
        !compilation.GetTypesByMetadataName(KnownNames.ProcessingJobAttribute).IsEmpty;

    /// <summary>True if a method starts, plans or finds a run, or waits for one.</summary>
    public static bool RunsOrWaits(IMethodSymbol method) =>
        method.Name is "RunAsync" or "SubmitAsync" or "PlanAsync" or KnownNames.Attach or KnownNames.OtherAttach or "WaitAsync"
            or "RefreshAsync" or "EnsureSucceededAsync" && IsOfLibraryOrJob(method);

    /// <summary>True if a method stops a run.</summary>
    public static bool Stops(IMethodSymbol method) => method.Name == "StopAsync" && IsOfLibraryOrJob(method);

    /// <summary>True if a method is the library's own, or one that it generated into a job.</summary>
    public static bool IsOfLibraryOrJob(IMethodSymbol method) =>
        RecordParser.IsOurs(method.ContainingType)
            || (RecordParser.FindAttribute(method.ContainingType) is not null && RecordParser.IsGenerated(method));

    /// <summary>True if a type is the library's, of this name.</summary>
    public static bool Is(ITypeSymbol? type, string name) => type?.Name == name && RecordParser.IsOurs(type);

    /// <summary>The lambda or local function that an operation is in; null in the body of a member.</summary>
    public static IOperation? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation) return parent;
        return null;
    }

    /// <summary>The symbol of a lambda or local function.</summary>
    public static IMethodSymbol? SymbolOf(IOperation? function) =>
        (function as IAnonymousFunctionOperation)?.Symbol ?? (function as ILocalFunctionOperation)?.Symbol;
}
