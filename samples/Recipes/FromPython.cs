using Pai.Jobs;

namespace Recipes;

internal static class FromPython
{
    public static async Task RunAsync(string corpus, string tokens)
    {
        await using var session = PaiSession.CreateDefault(b => b.UseDlc());
        var job = new TokenizeJob { Corpus = corpus, Tokens = tokens };
        var run = await job.RunAsync(session);
        Console.WriteLine(run.Outputs.Tokens.Location);
    }
}
