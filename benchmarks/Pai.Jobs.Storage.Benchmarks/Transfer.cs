namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>One movement: of the large file or the small ones, up from a folder or down into one beside it.</summary>
internal sealed record Transfer(bool IsUp, bool IsLarge, Uri Server, string Folder)
{
    /// <summary>The folder of the files that are uploaded, those of <see cref="Workload.First"/> in one of its own.</summary>
    public const string Main = "main";
    public const string First = "first";

    /// <summary>The folder of what is downloaded, in which each of the two has one again.</summary>
    public const string Downloads = "out";

    public const string Bucket = "benchmark";
    public const string Region = "cn-hangzhou";

    /// <summary>The access key of the server on this machine, which lives as long as the measurement.</summary>
    public static PaiAccessKey Key { get; } = new("benchmark", "benchmark");

    public string Stage { get; init; } = Main;

    public string Item => IsLarge ? "large" : "small";

    /// <summary>The key of the large object, or the prefix of the small ones.</summary>
    public string Location => $"{(IsUp ? "up" : "down")}/{Stage}/{Item}{(IsLarge ? "" : "/")}";

    public string Source => Path.Combine(Folder, Stage, Item);

    public string Local => IsUp ? Source : Path.Combine(Folder, Downloads, Stage, Item);

    public string[] Arguments => [IsUp ? "up" : "down", Item, Server.ToString(), Folder];

    /// <summary>Reads the arguments of a client, of which the first two are not about the transfer.</summary>
    public static Transfer Parse(string[] args) => new(args[2] == "up", args[3] == "large", new(args[4]), args[5]);

    public override string ToString() => $"{(IsLarge ? "large file" : "small files")} {(IsUp ? "up" : "down")}";
}
