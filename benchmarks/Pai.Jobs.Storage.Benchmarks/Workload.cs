using System.Globalization;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>The bytes that are moved: one large file, or many small ones.</summary>
internal sealed record Workload(long LargeBytes, int Files)
{
    public const int SmallBytes = 4 << 10;

    public const int Parallel = 8;

    public string[] Arguments => ["--mib", Text(LargeBytes >> 20), "--files", Text(Files)];

    public static Workload Parse(string[] args) => new((long)Number(args, "--mib", 1024) << 20, Number(args, "--files", 10_000));

    public static int Number(string[] args, string name, int usual) =>
        Array.IndexOf(args, name) is >= 0 and var i ? int.Parse(args[i + 1], CultureInfo.InvariantCulture) : usual;

    /// <summary>What a client moves first, uncounted, so that its code is compiled: the same work as the rest, and less of it.</summary>
    public Workload First => new(Math.Max(LargeBytes / 8 >> 20, 1) << 20, Math.Max(Files / 8, 1));

    public long Bytes(bool isLarge) => isLarge ? LargeBytes : (long)Files * SmallBytes;

    /// <summary>The name of a small file.</summary>
    public static string NameOf(int file) => file.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Writes the files to upload: <c>large</c>, and <c>small/</c>.</summary>
    public void Write(string folder)
    {
        var block = new byte[1 << 20];
        new Random(1).NextBytes(block);
        Directory.CreateDirectory(folder);
        using (var large = File.Create(Path.Combine(folder, "large")))
        {
            for (var rest = LargeBytes; rest > 0; rest -= block.Length) large.Write(block);
        }

        var small = Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;
        for (var i = 0; i < Files; i++) File.WriteAllBytes(Path.Combine(small, NameOf(i)), block.AsSpan(i % 200 * SmallBytes, SmallBytes));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
