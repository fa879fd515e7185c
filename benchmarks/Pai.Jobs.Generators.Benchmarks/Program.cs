using Pai.Jobs.Generators.Benchmarks;

// dotnet run -c Release --project benchmarks/Pai.Jobs.Generators.Benchmarks [--quick] [sizes…]
var quick = args.Contains("--quick");
var sizes = args.Where(a => int.TryParse(a, out _)).Select(int.Parse).ToArray();
if (sizes.Length == 0) sizes = [10, 100, 1000];

Console.WriteLine("| N | generator | cold ms | unrelated edit ms | comment in a job's file ms | one job edited ms | cold KB/type | unrelated KB/type | outputs again: unrelated, comment, edited | chars/type | compiling in and out ms |");
Console.WriteLine("|--:|---|--:|--:|--:|--:|--:|--:|---|--:|--:|");
foreach (var size in sizes)
{
    Subject[] subjects = [Subject.Plain, Subject.SystemTextJson, Subject.Ours];
    var results = Measurement.Run(subjects, size, quick);
    foreach (var (subject, r) in subjects.Zip(results))
    {
        Console.WriteLine(FormattableString.Invariant(
            $"| {size} | {subject.Name} | {r.Cold:0.00} | {r.Unrelated:0.000} | {r.Comment:0.000} | {r.Edited:0.000} | {r.ColdKilobytes / size:0.0} | {r.UnrelatedKilobytes / size:0.0} | {r.OutputsAgain} | {r.Characters / size} | {r.Emit:0} |"));
    }

    var (stj, ours) = (results[1], results[2]);
    Console.WriteLine(FormattableString.Invariant(
        $"| {size} | ours / System.Text.Json | {ours.Cold / stj.Cold:0.00} | {ours.Unrelated / stj.Unrelated:0.000} | {ours.Comment / stj.Comment:0.000} | {ours.Edited / stj.Edited:0.000} | {ours.ColdKilobytes / stj.ColdKilobytes:0.00} | {ours.UnrelatedKilobytes / stj.UnrelatedKilobytes:0.00} | | {(double)ours.Characters / stj.Characters:0.00} | {ours.Emit / stj.Emit:0.00} |"));
}
