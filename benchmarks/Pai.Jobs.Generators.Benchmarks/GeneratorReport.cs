using System.Globalization;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>(c): the generator beside System.Text.Json's, and what compiling with it costs beside plain records.</summary>
internal static class GeneratorReport
{
    public static void Write(int[] sizes, bool quick, bool withPeers)
    {
        Console.WriteLine("| N | generator | cold ms | unrelated edit ms | comment in a job's file ms | one job edited ms | cold KB/type "
            + "| unrelated KB/type | outputs again: unrelated, comment, edited | chars/type | compiling the input ms | with the output ms "
            + "| output alone ÷ plain records | both ÷ plain records |");
        Console.WriteLine("|--:|---|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|");
        foreach (var size in sizes)
        {
            Subject[] subjects = [Subject.Plain, Subject.SystemTextJson, Subject.Ours, Subject.Varied, .. withPeers ? Peers.All : []];
            var results = Measurement.Run(subjects, size, quick);
            var plain = results[0].Emit;
            foreach (var (subject, r) in subjects.Zip(results))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {size} | {subject.Name} | {r.Cold:0.00} | {r.Unrelated:0.000} | {r.Comment:0.000} | {r.Edited:0.000} "
                        + $"| {r.ColdKilobytes / size:0.0} | {r.UnrelatedKilobytes / size:0.0} | {r.OutputsAgain} | {r.Characters / size} "
                        + $"| {r.Input:0} | {r.Emit:0} | {(r.Emit - r.Input) / plain:0.00} | {r.Emit / plain:0.00} |"));
            }

            var (stj, ours) = (results[1], results[2]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {size} | ours / System.Text.Json | {ours.Cold / stj.Cold:0.00} | {ours.Unrelated / stj.Unrelated:0.000} "
                    + $"| {ours.Comment / stj.Comment:0.000} | {ours.Edited / stj.Edited:0.000} "
                    + $"| {ours.ColdKilobytes / stj.ColdKilobytes:0.00} | {ours.UnrelatedKilobytes / stj.UnrelatedKilobytes:0.00} "
                    + $"| | {(double)ours.Characters / stj.Characters:0.00} | | {ours.Emit / stj.Emit:0.00} | | |"));
        }
    }
}
