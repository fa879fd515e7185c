using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>(d): the analyzers' share of a compilation, and of a keystroke in one job's file.</summary>
/// <remarks>
/// The share is what the analyzers take themselves, of a compilation that is bound; all else is taken on a compilation of its own. All
/// times are net of garbage collection: what measures each analyzer cannot take its pauses away, so there is none while it measures.
/// </remarks>
internal static class AnalyzerReport
{
    public static async Task WriteAsync(int[] sizes, bool quick)
    {
        Console.WriteLine();
        Console.WriteLine("| N | compile ms | analyzers ms | share | added to all diagnostics ms | added by an idle analyzer ms | "
            + "keystroke: the compiler's diagnostics of the file ms | the analyzers' ms | share |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        var costs = new List<string>();
        foreach (var size in sizes)
        {
            var rounds = new Rounds(size);
            for (var i = 0; i < (quick ? 2 : 5); i++) await rounds.RunAsync();
            rounds.Forget();
            for (var i = 0; i < (quick ? 3 : 9); i++) await rounds.RunAsync();
            Console.WriteLine(rounds.Row());
            costs.AddRange(rounds.Costs());
        }

        Console.WriteLine();
        Console.WriteLine("| N | analyzer | ms | of compile |");
        Console.WriteLine("|--:|---|--:|--:|");
        foreach (var cost in costs) Console.WriteLine(cost);
    }

    private sealed class Rounds(int size)
    {
        private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
            [.. typeof(Pai.Jobs.Analyzers.JobAnalyzer).Assembly.GetTypes()
                .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)))
                .OrderBy(t => t.Name, StringComparer.Ordinal)
                .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

        private readonly Workload _workload = new(Subject.Ours, size);
        private readonly List<double> _compile =
            [], _analyze = [], _plain = [], _with = [], _idle = [], _keyCompiler = [], _keyAnalyzers = [];
        private readonly SortedDictionary<string, List<double>> _each = new(StringComparer.Ordinal);

        public void Forget()
        {
            IEnumerable<List<double>> all = [_compile, _analyze, _plain, _with, _idle, _keyCompiler, _keyAnalyzers, .. _each.Values];
            foreach (var list in all) list.Clear();
        }

        public async Task RunAsync()
        {
            _compile.Add(Clock.Milliseconds(Emit(Generated(_workload.Create()))));

            var without = Generated(_workload.Create());
            _plain.Add(Clock.Milliseconds(() => without.GetDiagnostics()));
            // Bound by now: a build binds all that the analyzers look at, whether they do or not.
            var result = await Clock.WithoutCollectionAsync(() => With(without).GetAnalysisResultAsync(default));
            var sum = 0.0;
            foreach (var (analyzer, telemetry) in result.AnalyzerTelemetryInfo)
            {
                if (!_each.TryGetValue(analyzer.GetType().Name, out var times)) _each.Add(analyzer.GetType().Name, times = []);
                times.Add(telemetry.ExecutionTime.TotalMilliseconds);
                sum += telemetry.ExecutionTime.TotalMilliseconds;
            }

            var with = With(Generated(_workload.Create()));
            _with.Add(Clock.Milliseconds(() => with.GetAllDiagnosticsAsync().GetAwaiter().GetResult()));
            _analyze.Add(sum);

            var idle = With(Generated(_workload.Create()), [new IdleAnalyzer()]);
            _idle.Add(Clock.Milliseconds(() => idle.GetAllDiagnosticsAsync().GetAwaiter().GetResult()));

            // An editor asks both of the same compilation.
            var typed = Generated(_workload.EditJob(_workload.Create()));
            _keyCompiler.Add(Clock.Milliseconds(() => typed.GetSemanticModel(Job(typed)).GetDiagnostics()));
            var keystroke = await Clock.WithoutCollectionAsync(() => KeystrokeAsync(typed));
            sum = 0;
            foreach (var analyzer in s_analyzers)
                sum += (await keystroke.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime.TotalMilliseconds;
            _keyAnalyzers.Add(sum);
        }

        private static async Task<CompilationWithAnalyzers> KeystrokeAsync(CSharpCompilation compilation)
        {
            var keystroke = With(compilation);
            await keystroke.GetAnalyzerSyntaxDiagnosticsAsync(Job(compilation), default);
            await keystroke.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(Job(compilation)), null, default);
            return keystroke;
        }

        public string Row() => string.Create(CultureInfo.InvariantCulture,
            $"| {size} | {Clock.Median(_compile):0} | {Clock.Median(_analyze):0.0} | "
                + $"{Clock.Median(_analyze) / Clock.Median(_compile):0.0%} | {Clock.Median(_with) - Clock.Median(_plain):0.0} "
                + $"| {Clock.Median(_idle) - Clock.Median(_plain):0.0} | {Clock.Median(_keyCompiler):0.00} "
                + $"| {Clock.Median(_keyAnalyzers):0.00} | {Clock.Median(_keyAnalyzers) / Clock.Median(_keyCompiler):0.0%} |");

        public IEnumerable<string> Costs() => _each.Select(e => string.Create(CultureInfo.InvariantCulture,
            $"| {size} | {e.Key} | {Clock.Median(e.Value):0.00} | {Clock.Median(e.Value) / Clock.Median(_compile):0.0%} |"));

        private static SyntaxTree Job(CSharpCompilation compilation) => compilation.SyntaxTrees.First(t => t.FilePath == "Job3.cs");

        private static Action Emit(CSharpCompilation compilation) => () =>
        {
            using var stream = new MemoryStream();
            if (!compilation.Emit(stream).Success) throw new InvalidOperationException("The jobs do not compile.");
        };

        private CSharpCompilation Generated(CSharpCompilation compilation)
        {
            CSharpGeneratorDriver.Create(Subject.Ours.Generators!(), parseOptions: _workload.ParseOptions)
                .RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
            return (CSharpCompilation)updated;
        }

        private static CompilationWithAnalyzers With(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer>? analyzers = null) =>
            compilation.WithAnalyzers(
            analyzers ?? s_analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: static (e, a, _) => throw new InvalidOperationException($"{a.GetType().Name} threw.", e),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: true));
    }
}
