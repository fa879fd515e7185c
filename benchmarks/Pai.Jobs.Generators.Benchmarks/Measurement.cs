using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>Medians of one generator at one size, in milliseconds and kilobytes.</summary>
internal sealed record Measurement(
    double Cold, double Unrelated, double Comment, double Edited, double ColdKilobytes, double UnrelatedKilobytes, string OutputsAgain,
    long Characters, double? Input, double Emit)
{
    /// <summary>The subjects in turn, round by round, so that a machine that changes its speed changes it for all.</summary>
    public static Measurement[] Run(Subject[] subjects, int size, bool quick)
    {
        var rounds = quick ? 3 : size >= 1000 ? 7 : 15;
        var runs = subjects.Select(s => new Runs(s, size)).ToArray();
        foreach (var run in runs) run.WarmUp(quick ? 3 : size >= 1000 ? 5 : 60);
        for (var round = 0; round < rounds; round++)
            foreach (var run in runs) run.Round();
        return [.. runs.Select(r => r.Result())];
    }

    private sealed class Runs(Subject subject, int size)
    {
        private readonly Workload _workload = new(subject, size);
        private readonly List<double> _cold =
            [], _unrelated = [], _comment = [], _edited = [], _coldBytes = [], _unrelatedBytes = [], _input = [], _emit = [];
        private GeneratorDriver? _driver;
        private CSharpCompilation? _compilation;

        public void WarmUp(int times)
        {
            for (var i = 0; i < times; i++) Round();
            foreach (var list in (List<double>[])[_cold, _unrelated, _comment, _edited, _coldBytes, _unrelatedBytes, _input, _emit])
                list.Clear();
        }

        public void Round()
        {
            var compilation = _workload.Create();
            GeneratorDriver driver = Driver(track: false);
            _driver = Timed(driver, compilation, _cold, _coldBytes);
            _compilation = compilation;
            for (var i = 0; i < 3; i++) Edit(_workload.EditUnrelated, _unrelated, _unrelatedBytes);
            for (var i = 0; i < 3; i++) Edit(_workload.EditComment, _comment, null);
            for (var i = 0; i < 3; i++) Edit(_workload.EditJob, _edited, null);
            if (_emit.Count < 3) Emit();
        }

        public Measurement Result()
        {
            var characters = _driver!.GetRunResult().GeneratedTrees.Sum(t => (long)t.Length);
            return new(
                Clock.Median(_cold), Clock.Median(_unrelated), Clock.Median(_comment), Clock.Median(_edited), Clock.Median(_coldBytes),
                Clock.Median(_unrelatedBytes), Again(), characters, subject.CompilesAlone ? Clock.Median(_input) : null,
                Clock.Median(_emit));
        }

        private CSharpGeneratorDriver Driver(bool track) =>
            CSharpGeneratorDriver.Create(
                subject.Generators?.Invoke() ?? [],
                parseOptions: _workload.ParseOptions,
                driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

        private static GeneratorDriver Timed(GeneratorDriver driver, CSharpCompilation compilation, List<double> times, List<double>? bytes)
        {
            // Of all threads: the jobs are read on several.
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            times.Add(Clock.Milliseconds(() => driver = driver.RunGenerators(compilation)));
            bytes?.Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0);
            return driver;
        }

        private void Edit(Func<CSharpCompilation, CSharpCompilation> edit, List<double> times, List<double>? bytes)
        {
            _compilation = edit(_compilation!);
            _driver = Timed(_driver!, _compilation, times, bytes);
        }

        private void Emit()
        {
            if (subject.CompilesAlone) Emit(_workload.Create(), _input);
            Emit((CSharpCompilation)_compilation!.AddSyntaxTrees(_driver!.GetRunResult().GeneratedTrees), _emit);
        }

        private void Emit(CSharpCompilation compilation, List<double> times)
        {
            using var stream = new MemoryStream();
            EmitResult? result = null;
            times.Add(Clock.Milliseconds(() => result = compilation.Emit(stream)));
            if (!result!.Success)
                throw new InvalidOperationException($"What {subject.Name} generates does not compile: "
                    + $"{result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        }

        /// <summary>How many outputs run again after each kind of edit.</summary>
        private string Again()
        {
            if (subject.Generators is null) return "";
            var compilation = _workload.Create();
            GeneratorDriver driver = Driver(track: true).RunGenerators(compilation);
            var counts = new List<int>();
            Func<CSharpCompilation, CSharpCompilation>[] edits = [_workload.EditUnrelated, _workload.EditComment, _workload.EditJob];
            foreach (var edit in edits)
            {
                compilation = edit(compilation);
                driver = driver.RunGenerators(compilation);
                counts.Add(driver.GetRunResult().Results
                    .SelectMany(r => r.TrackedOutputSteps)
                    .SelectMany(s => s.Value)
                    .SelectMany(s => s.Outputs)
                    .Count(o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
            }

            return string.Join(", ", counts);
        }
    }
}
